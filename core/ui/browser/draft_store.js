// Where drafts are kept: this browser's own storage, and nowhere else.
//
// A draft has an id, so that however often it is tried it becomes one post. `sent` names the press whose words are
// still exactly those in the box.

const DRAFTS = "rebound:draft:";
const IDS = "rebound:draft-id:";
const SENT = "rebound:draft-sent:";
const CLEARED = "rebound:draft-cleared:";

function stored(scope, what = DRAFTS) {
  try {
    return localStorage.getItem(what + scope);
  } catch {
    return null;
  }
}

/** Keep the text; say whether this browser could. */
function keep(scope, text) {
  return put(DRAFTS, scope, text) && put(SENT, scope, "");
}

function put(what, scope, text) {
  try {
    if (text) localStorage.setItem(what + scope, text);
    else localStorage.removeItem(what + scope);
    return true;
  } catch {
    return false;
  }
}

/** Give the draft's id: the one it has, unless that is spent, else the one that is offered. */
function adopt(scope, offered, spent) {
  const own = stored(scope, IDS);
  const id = own && own !== spent ? own : offered;
  put(IDS, scope, id);
  return id;
}

/** Drop a shared draft once per order. Words written after the press that was shared stay, as a new draft. */
function obey(scope, order) {
  if (!order.name || sessionStorage.getItem(CLEARED + scope) === order.name) return;
  sessionStorage.setItem(CLEARED + scope, order.name);
  put(IDS, scope, "");
  if (order.press && stored(scope, SENT) !== order.press) return;
  keep(scope, "");
}
