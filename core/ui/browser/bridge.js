// What a page cannot do over its websocket: fetch the cookie after signing in, drop it when signing out, and
// tell the other tabs. Nothing secret passes through here but a ticket that works once, for a minute, here alone.

const CHANNEL = "rebound-session";
const DRAFTS = "rebound:draft:";
const NOT_IN = "Signing in did not work in this browser. It has to keep cookies for this site. Load the page again to try once more.";
const NOT_OUT = "We can't reach our own server, so you are still signed in. Nothing is lost. Try again in a minute.";

async function ask(method, body) {
  try {
    const answer = await fetch("/session", {
      method,
      credentials: "same-origin",
      redirect: "error",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

function tellOtherTabs() {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
}

/** Go there as a new page: the websocket opens anew and carries the cookie as it is now. */
function arrive(address) {
  if (location.pathname + location.search === address) location.reload();
  else location.replace(address);
}

function drafts() {
  return Object.keys(localStorage).filter((name) => name.startsWith(DRAFTS) && localStorage.getItem(name).trim());
}

async function enter(root, { ticket, to }) {
  if (!(await ask("POST", { ticket }))) return say(root, NOT_IN);
  tellOtherTabs();
  arrive(to);
}

async function leave(root, { everywhere }) {
  root.querySelector("form").hidden = true;
  if (!(await ask("DELETE", { everywhere }))) return say(root, NOT_OUT);
  drafts().forEach((name) => localStorage.removeItem(name));
  tellOtherTabs();
  arrive("/welcome");
}

function say(root, sentence) {
  root.querySelector("[role=status]").textContent = sentence;
}

/** Signing out clears what is not shared yet, so it asks first. */
function question(root, data, stay) {
  const many = drafts().length;
  if (!many) return leave(root, data);
  const form = root.querySelector("form");
  const what = many === 1 ? "a draft that is not shared" : `${many} drafts that are not shared`;
  form.querySelector("p").textContent = `This browser keeps ${what}. Signing out deletes what is kept here.`;
  form.hidden = false;
  form.onsubmit = (event) => {
    event.preventDefault();
    leave(root, data);
  };
  form.querySelector(".stay").onclick = () => stay("stay", true);
  form.querySelector(".stay").focus();
}

const begun = new WeakSet();

export default function ({ data, parentElement: root, setTriggerValue }) {
  if (data.task === "listen") {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = () => location.reload();
    return () => channel.close();
  }
  if (begun.has(root)) return;
  begun.add(root);
  if (data.task === "enter") enter(root, data);
  else question(root, data, setTriggerValue);
}
