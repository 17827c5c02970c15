// Listens for changes in one circle while its page is looked at, and tells the page that something is new.
//
// The stream sends a short word for the state of the circle: once when it opens, then after every change. It
// ends from time to time and the browser opens it again by itself; a refused stream is tried again ever later.

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 600_000;

class Ear {
  constructor() {
    this.wait = FIRST_WAIT_MS;
    this.look = () => (document.hidden ? this.close() : this.open());
    document.addEventListener("visibilitychange", this.look);
  }

  listen(circle, changed) {
    this.changed = changed;
    if (this.circle === circle) return;
    this.circle = circle;
    this.state = undefined;
    this.close();
    this.look();
  }

  open() {
    if (this.stream) return;
    this.stream = new EventSource(`./live/${encodeURIComponent(this.circle)}`);
    this.stream.onmessage = (event) => this.hear(event.data);
    this.stream.onerror = () => this.stumble();
  }

  /** The first word only says where the circle stands; the page has just been painted from it. */
  hear(state) {
    this.wait = FIRST_WAIT_MS;
    const news = this.state !== undefined && this.state !== state;
    this.state = state;
    if (news) this.changed("change", state);
  }

  /** A broken stream is opened again by the browser, a refused one by us. */
  stumble() {
    if (this.stream?.readyState !== EventSource.CLOSED) return;
    this.close();
    this.timer = setTimeout(this.look, this.wait);
    this.wait = Math.min(2 * this.wait, LONGEST_WAIT_MS);
  }

  close() {
    clearTimeout(this.timer);
    this.stream?.close();
    this.stream = undefined;
  }

  leave() {
    document.removeEventListener("visibilitychange", this.look);
    this.close();
  }
}

const ears = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  if (!ears.has(parentElement)) ears.set(parentElement, new Ear());
  const ear = ears.get(parentElement);
  ear.listen(data.circle, setTriggerValue);
  return () => {
    ear.leave();
    ears.delete(parentElement);
  };
}
