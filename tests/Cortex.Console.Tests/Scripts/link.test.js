import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveLink } from './wwwroot/link/live-link.js';
import { Renewal } from './wwwroot/link/renewal.js';
import { whyNot } from './wwwroot/link/session.js';
import { Unfinished } from './wwwroot/talk/unfinished.js';

// Node 18 has none.
globalThis.CustomEvent ??= class extends Event {
  constructor(name, { detail } = {}) {
    super(name);
    this.detail = detail;
  }
};

test('a line that waits for its next attempt is made at once when the program is there again', () => {
  const sockets = [];
  globalThis.WebSocket = class {
    static OPEN = 1;
    constructor() {
      sockets.push(this);
    }
    close() {}
  };
  globalThis.location = { origin: 'http://127.0.0.1' };
  globalThis.document = new EventTarget();
  globalThis.addEventListener = globalThis.removeEventListener = () => {};
  const { setTimeout } = globalThis;
  globalThis.setTimeout = () => 0;
  const link = new LiveLink(() => ({}), () => [], () => '/live');
  link.hurry();
  assert.equal(sockets.length, 0);
  link.start();
  for (let n = 0; n < 8; n++) {
    link.hurry();
    assert.equal(sockets.length, n + 1);
    sockets.at(-1).onclose({ code: 1006, reason: '' });
  }
  globalThis.setTimeout = setTimeout;
});

test('why a page is not let in is asked for, and told apart', async () => {
  const answers = (session, events) => {
    globalThis.fetch = async (path) => {
      const answer = path === '/session' ? session : events;
      if (!answer) throw new TypeError('failed to fetch');
      return answer;
    };
  };
  const session = (admitted) => ({ ok: true, json: async () => ({ admitted, needsToken: true }) });
  answers(null);
  assert.equal(await whyNot(false), 'away');
  answers(session(false), { status: 401 });
  assert.equal(await whyNot(false), 'out');
  assert.equal(await whyNot(true), 'out');
  answers(session(true), { status: 503 });
  assert.equal(await whyNot(false), 'full');
  assert.equal(await whyNot(true), 'lost');
  answers(session(true), { status: 426 });
  assert.equal(await whyNot(false), 'lost');
});

test('a page that is older than the program says so once, and is loaded anew when nothing is going on', () => {
  const { setInterval, clearInterval } = globalThis;
  let look = null;
  globalThis.setInterval = (then) => (look = then);
  globalThis.clearInterval = () => (look = null);
  const seen = [];
  let isIdle = false;
  const renewal = new Renewal(() => isIdle, () => seen.push('told'), () => seen.push('loaded'));
  renewal.hello('1.0.0');
  renewal.hello('1.0.0');
  assert.equal(look, null);
  renewal.hello('1.1.0');
  renewal.hello('1.1.0');
  look();
  assert.deepEqual(seen, ['told']);
  isIdle = true;
  look();
  assert.deepEqual(seen, ['told', 'loaded']);
  assert.equal(look, null);
  Object.assign(globalThis, { setInterval, clearInterval });
});

test('an answer that was under way when the page was loaded anew is told once; none that was over', () => {
  const kept = new Map();
  const storage = { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  const first = new Unfinished(storage);
  assert.equal(first.take(), false);
  first.note(true);
  const second = new Unfinished(storage);
  second.note(false);
  assert.equal(second.take(), true);
  assert.equal(second.take(), false);
  second.note(true);
  second.note(false);
  assert.equal(new Unfinished(storage).take(), false);
});
