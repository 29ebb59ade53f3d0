// Is this browser let in? Where the program asks for its token or a pairing code, that is exchanged for a cookie that no script can
// read; it is never kept here and never in an address.

import { byId, setText } from '../view/dom.js';

const PATIENCE_MS = 5000;
let asking = null;

/** Comes back when the browser is let in; asks for the token where it must, once for all who call. @returns {Promise<boolean>} it had to */
export function letIn() {
  asking ??= askWhereNeeded().finally(() => (asking = null));
  return asking;
}

/**
 * Why there is no events socket: 'away' (the program does not answer), 'out' (it asks for the token), 'full', or 'lost' (none of these).
 * @param {boolean} wasOpen it was let in a moment ago
 */
export async function whyNot(wasOpen) {
  const state = await ask();
  if (!state) return 'away';
  if (state.needsToken && !state.admitted) return 'out';
  if (wasOpen) return 'lost';
  try {
    return (await fetch('/events', { signal: AbortSignal.timeout(PATIENCE_MS) })).status === 503 ? 'full' : 'lost';
  } catch {
    return 'away';
  }
}

async function askWhereNeeded() {
  const state = await ask();
  if (!state || state.admitted || !state.needsToken) return false;
  byId('pass').addEventListener('cancel', (event) => event.preventDefault());
  if (!byId('pass').open) byId('pass').showModal();
  for (const box of ['pass-token', 'pass-show']) byId(box).onchange = field;
  await new Promise((done) => {
    byId('pass-form').onsubmit = async (event) => {
      event.preventDefault();
      const shown = byId('pass-word').value.trim();
      setText(byId('pass-fault'), '');
      const fault = await show(shown);
      if (fault) {
        setText(byId('pass-fault'), fault);
        byId('pass-word').setAttribute('aria-invalid', 'true');
        byId('pass-word').select();
        return;
      }
      byId('pass-word').value = '';
      byId('pass').close();
      done();
    };
  });
  return true;
}

// A code is read aloud and typed in figures; a token is long, and not for whoever looks over the shoulder.
function field() {
  const word = byId('pass-word');
  const isToken = byId('pass-token').checked;
  setText(byId('pass-label'), isToken ? 'Token' : 'Pairing code');
  byId('pass-showing').hidden = !isToken;
  word.type = isToken && !byId('pass-show').checked ? 'password' : 'text';
  word.inputMode = isToken ? 'text' : 'numeric';
  word.autocomplete = isToken ? 'current-password' : 'one-time-code';
}

const FIGURES = /^[\d\s-]+$/;

async function ask() {
  try {
    const answer = await fetch('/session', { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function show(typed) {
  const isCode = FIGURES.test(typed);
  const shown = isCode ? typed.replace(/[\s-]/g, '') : typed;
  try {
    const answer = await fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token: shown, code: shown }) });
    if (answer.ok) return '';
    if (answer.status === 429) return `Too many attempts. Wait ${answer.headers.get('retry-after') ?? 'some'} seconds.`;
    return isCode ? 'That is not it. A code has eight digits, and is good for two minutes and one browser.' : 'That is not it. Look again, letter by letter.';
  } catch {
    return 'The program does not answer. Is cortex running?';
  }
}
