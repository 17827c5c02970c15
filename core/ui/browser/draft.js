// A box for words that stay in this browser until their author presses the button.
//
// Every keystroke is saved in draft_store.js, which comes first in this file as the browser gets it. Nothing is
// sent before the button: `said` carries the text and the name of the press, and the server answers with that
// name in `data.heard`. The box waits until the page has dealt with it. Without an answer it says so; the words
// are still here.

const PATIENCE_MS = 10_000;

const KEPT = "Kept in this browser only.";
const BLANK = "Write a few words first.";
const WAITING = "One moment.";
const NO_ANSWER = "Our server does not answer. Your words are kept in this browser. Try again in a minute.";
const NOT_KEPT = "This browser keeps no drafts. Copy your words before you leave this page.";

class Box {
  constructor(root) {
    this.root = root;
    this.label = root.querySelector("label");
    this.words = root.querySelector("textarea");
    this.note = root.querySelector("[role=status]");
    this.quiet = root.querySelector(".quiet");
    this.button = root.querySelector(".say");
    this.words.oninput = () => this.typed();
    this.words.onkeydown = (event) => this.pressed(event);
    this.quiet.onclick = () => this.swap();
    this.button.onclick = () => this.say();
    this.elsewhere = (event) => this.follow(event);
    addEventListener("storage", this.elsewhere);
    this.app = document.querySelector("[data-test-script-state]");
    this.run = new MutationObserver(() => this.settle());
    if (this.app) this.run.observe(this.app, { attributeFilter: ["data-test-script-state"] });
  }

  /** Take what the page asks for; the text is touched only when the draft itself changed. */
  show(data, send) {
    obey(data.scope, data.cleared);
    const another = ["scope", "start", "cleared"].some((name) => this.data?.[name] !== data[name]);
    this.data = data;
    this.send = send;
    this.label.textContent = data.label;
    this.button.textContent = data.button;
    this.words.placeholder = data.placeholder;
    this.words.maxLength = data.max_chars;
    if (another) this.load();
    this.settle();
  }

  /** The press was heard and the run that heard it is over. */
  settle() {
    const running = this.app?.dataset.testScriptState === "running";
    if (this.press && this.data.heard === this.press && !running) this.rest();
  }

  load() {
    this.gone = "";
    this.words.value = stored(this.data.scope) ?? this.data.start;
    this.tell();
  }

  typed() {
    this.gone = "";
    this.tell(keep(this.data.scope, this.words.value) ? "" : NOT_KEPT);
  }

  tell(sentence = "") {
    const text = this.words.value;
    const full = text.length >= this.data.max_chars ? `That is all that fits: ${this.data.max_chars} characters.` : "";
    this.note.textContent = sentence || full || (text ? KEPT : "");
    this.quiet.textContent = this.gone ? "Undo" : "Clear";
    this.quiet.hidden = !this.gone && !text;
  }

  /** Clear the words, or bring back what was just cleared. */
  swap() {
    const back = this.gone;
    this.gone = back ? "" : this.words.value;
    this.words.value = back || "";
    keep(this.data.scope, this.words.value);
    this.tell(this.gone ? "Cleared." : "");
    this.words.focus();
  }

  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.say();
  }

  say() {
    if (this.press) return;
    if (!this.data.optional && !this.words.value.trim()) {
      this.tell(BLANK);
      this.words.focus();
      return;
    }
    this.press = crypto.randomUUID();
    this.busy(true);
    this.tell(WAITING);
    this.timer = setTimeout(() => this.rest(NO_ANSWER), PATIENCE_MS);
    this.send("said", { text: this.words.value, press: this.press });
  }

  rest(sentence = "") {
    clearTimeout(this.timer);
    this.press = "";
    this.busy(false);
    this.tell(sentence);
  }

  /** Stay focusable while busy: a keyboard must not lose its place. */
  busy(yes) {
    this.button.setAttribute("aria-disabled", String(yes));
    this.words.readOnly = yes;
  }

  /** Another tab went on with this draft. */
  follow(event) {
    if (event.key !== DRAFTS + this.data.scope || this.root.activeElement === this.words) return;
    this.words.value = event.newValue ?? "";
    this.tell();
  }

  leave() {
    clearTimeout(this.timer);
    removeEventListener("storage", this.elsewhere);
    this.run.disconnect();
  }
}

const boxes = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  if (!boxes.has(parentElement)) boxes.set(parentElement, new Box(parentElement));
  const box = boxes.get(parentElement);
  box.show(data, setTriggerValue);
  return () => {
    box.leave();
    boxes.delete(parentElement);
  };
}
