import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LiveLink } from './wwwroot/link/live-link.js';
import { whyNot } from './wwwroot/link/session.js';

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
