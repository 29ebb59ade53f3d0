// The name by which the program knows this page again after a loss, a reload or a restart. A tab that was copied takes a new one.

const NAME = 'cortex.page';

export function pageName() {
  const kept = sessionStorage.getItem(NAME);
  return kept ?? newPageName();
}

export function newPageName() {
  const name = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(NAME, name);
  return name;
}
