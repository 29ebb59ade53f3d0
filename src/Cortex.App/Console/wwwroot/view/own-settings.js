// What this browser keeps for itself: nothing that is secret, nothing that was said.

const NAME = 'cortex.settings';

export function readOwn() {
  try {
    return { sounds: true, keys: true, ...JSON.parse(localStorage.getItem(NAME) ?? '{}') };
  } catch {
    return { sounds: true, keys: true };
  }
}

export function writeOwn(values) {
  try {
    localStorage.setItem(NAME, JSON.stringify(values));
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}
