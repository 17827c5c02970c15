// A box for words that stay in this browser, and a look at them as others will read them.
//
// Every keystroke is saved in draft_store.js, which comes first in this file as the browser gets it. After a pause,
// on leaving the box and before any tap on a button, `said` carries the text, the name of this press and the draft's
// id; the server answers with the press in `data.heard`. So a tap on "Share" never meets words that the server has
// not seen. Without an answer the box says so and tries again; the words are still here.

const PAUSE_MS = 1_000;
const PATIENCE_MS = 10_000;

const KEPT = "Kept in this browser only.";
const SEEN = "Kept in this browser. Previewed.";
const NO_ANSWER = "Our server does not answer. Your words are kept in this browser. We keep trying.";
const NOT_KEPT = "This browser keeps no drafts. Copy your words before you leave this page.";

class Box {
  constructor(root) {
    this.root = root;
    this.label = root.querySelector("label");
    this.words = root.querySelector("textarea");
    this.note = root.querySelector("[role=status]");
    this.quiet = root.querySelector(".quiet");
    this.below = root.querySelector(".below");
    this.name();
    this.words.oninput = () => this.typed();
    this.words.onblur = () => this.leaving || this.say();
    this.words.onfocus = () => this.back();
    this.words.onkeydown = (event) => this.pressed(event);
    this.quiet.onclick = () => this.swap();
    this.tap = (event) => this.tapped(event);
    this.elsewhere = (event) => this.follow(event);
    addEventListener("pointerdown", this.tap, true);
    addEventListener("storage", this.elsewhere);
  }

  /** Tie label and note to the words: a page may have several boxes. */
  name() {
    const own = crypto.randomUUID();
    this.words.id = this.label.htmlFor = `words-${own}`;
    this.note.id = `note-${own}`;
    this.words.setAttribute("aria-describedby", this.note.id);
  }

  /** Take what the page asks for; the text is touched only when the draft itself changed. */
  show(data, send) {
    obey(data.scope, data.cleared);
    const first = !this.data;
    const another = first || ["scope", "start"].some((name) => this.data[name] !== data[name]);
    const cleared = !first && this.data.cleared.name !== data.cleared.name;
    this.data = data;
    this.send = send;
    this.label.textContent = data.label;
    this.words.placeholder = data.placeholder;
    this.words.maxLength = data.max_chars;
    this.words.classList.toggle("short", data.short);
    this.words.rows = data.short ? 1 : 5;
    if (another || cleared) this.load();
    if (first && data.focus) this.words.focus({ preventScroll: true });
    this.settle();
    this.soon(first ? 0 : PAUSE_MS);
  }

  /** The newest press was heard; or the server, started anew, has forgotten what it heard. */
  settle() {
    if (this.press && this.data.heard === this.press) {
      this.rest();
      if (this.current()) this.tell();
    } else if (!this.waiting) this.press = "";
  }

  load() {
    this.gone = "";
    this.words.value = stored(this.data.scope) ?? this.data.start;
    this.tell();
  }

  typed() {
    this.gone = "";
    this.save();
  }

  save(sentence = "") {
    this.unkept = !keep(this.data.scope, this.words.value);
    this.tell(sentence);
    this.soon(PAUSE_MS);
  }

  tell(sentence = "") {
    const text = this.words.value;
    const full = text.length >= this.data.max_chars ? `That is all that fits: ${this.data.max_chars} characters.` : "";
    const state = this.data.kept || (this.press && !this.waiting && this.current() ? SEEN : KEPT);
    this.note.textContent = full || (text ? sentence || (this.unkept ? NOT_KEPT : state) : sentence);
    this.quiet.textContent = this.gone ? "Undo" : "Clear";
    this.quiet.hidden = !this.gone && !text;
    this.below.hidden = this.data.short && this.quiet.hidden && !this.note.textContent;
  }

  /** Clear the words, or bring back what was just cleared. */
  swap() {
    const back = this.gone;
    this.gone = back ? "" : this.words.value;
    this.words.value = back || "";
    this.save(this.gone ? "Cleared." : "");
    this.words.focus();
  }

  pressed(event) {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.say();
  }

  /** A way to another page goes first: words sent beside it could call the reader back to this one. */
  tapped(event) {
    this.leaving = event.composedPath().some((part) => part.tagName === "A");
    if (this.leaving) clearTimeout(this.pause);
    else this.say();
  }

  back() {
    this.leaving = false;
    this.soon(PAUSE_MS);
  }

  /** Does the server know these words, or is there nothing that it should know? */
  current() {
    const text = this.words.value;
    if (this.press) return text === this.sent;
    return !text.trim() && !this.data.optional && !this.data.heard;
  }

  soon(after) {
    clearTimeout(this.pause);
    if (!this.current()) this.pause = setTimeout(() => this.say(), after);
  }

  say() {
    clearTimeout(this.pause);
    if (this.current()) return;
    this.press = crypto.randomUUID();
    this.sent = this.words.value;
    put(SENT, this.data.scope, this.press);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.giveUp(), PATIENCE_MS);
    const id = adopt(this.data.scope, this.data.id, this.data.spent);
    this.send("said", { text: this.sent, press: this.press, id });
  }

  giveUp() {
    this.rest();
    this.press = "";
    this.tell(this.unkept ? "" : NO_ANSWER);
    this.soon(PATIENCE_MS);
  }

  rest() {
    clearTimeout(this.waiting);
    this.waiting = 0;
  }

  /** Another tab went on with this draft. */
  follow(event) {
    if (event.key !== DRAFTS + this.data.scope || document.activeElement === this.words) return;
    this.words.value = event.newValue ?? "";
    this.tell();
    this.soon(PAUSE_MS);
  }

  leave() {
    clearTimeout(this.pause);
    clearTimeout(this.waiting);
    removeEventListener("pointerdown", this.tap, true);
    removeEventListener("storage", this.elsewhere);
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
