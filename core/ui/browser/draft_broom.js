// Forgets drafts that were shared, on whatever page comes next. draft_store.js comes first in this file.

export default function ({ data }) {
  for (const [scope, order] of Object.entries(data)) obey(scope, order);
}
