// Brings its own place into view, once: it is drawn anew for each page that somebody turns to.

const arrived = new WeakSet();

export default function ({ parentElement }) {
  if (arrived.has(parentElement)) return;
  arrived.add(parentElement);
  const place = parentElement.host ?? parentElement;
  place.style.scrollMarginTop = "5rem"; // wide screens have a bar on top
  place.scrollIntoView({ block: "start" });
}
