// Says in our own words that the server does not answer, and stops saying it when it does again.

const AWAY =
  "We can't reach our server right now. What you write in the box stays in this browser. " +
  "Leave this page open: it goes on by itself, usually within a minute.";
const PATIENCE_MS = 2_500;

class Notice {
  constructor(root) {
    this.line = root.querySelector("p");
    this.app = document.querySelector("[data-test-connection-state]");
    this.observer = new MutationObserver(() => this.look());
    if (this.app) this.observer.observe(this.app, { attributeFilter: ["data-test-connection-state"] });
  }

  /** A short hiccup is not worth a word. */
  look() {
    if (this.app.dataset.testConnectionState === "CONNECTED") this.stop();
    else this.timer ??= setTimeout(() => (this.line.textContent = AWAY), PATIENCE_MS);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.line.textContent = "";
  }

  leave() {
    this.observer.disconnect();
    this.stop();
  }
}

const notices = new WeakMap();

export default function ({ parentElement }) {
  if (!notices.has(parentElement)) notices.set(parentElement, new Notice(parentElement));
  return () => {
    notices.get(parentElement)?.leave();
    notices.delete(parentElement);
  };
}
