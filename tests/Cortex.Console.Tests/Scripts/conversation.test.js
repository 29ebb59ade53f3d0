import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Conversation } from './wwwroot/talk/conversation.js';
import { TurnBook } from './wwwroot/talk/turn-book.js';

// Node 18 has none.
globalThis.CustomEvent ??= class extends Event {
  constructor(name, { detail } = {}) {
    super(name);
    this.detail = detail;
  }
};

class Player extends EventTarget {
  written = [];
  cut() {}
  end() {}
  write(turn) {
    this.written.push(turn);
  }
}

function open(timers) {
  globalThis.setTimeout = (then, ms) => timers.push({ then, ms });
  globalThis.clearTimeout = (id) => id && (timers[id - 1] = null);
  const player = new Player();
  const microphone = new EventTarget();
  const book = new TurnBook();
  const conversation = new Conversation({ player, microphone, camera: new EventTarget(), book, options: () => ({ silenceMs: 800 }) });
  conversation.link.start = () => {};
  conversation.link.send = () => true;
  conversation.listen();
  const voice = (isOpen) => microphone.dispatchEvent(new CustomEvent('voice', { detail: { isOpen, quietMs: 0, at: performance.now() + (isOpen ? 0 : 1000) } }));
  const server = (content) => conversation.link.dispatchEvent(new CustomEvent('message', { detail: { serverContent: content } }));
  const sound = () => server({ modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'AAAA' } }] } });
  return { conversation, player, book, voice, server, sound };
}

test('after a stop the rest of that answer is dropped, and the next question is answered aloud', () => {
  const { conversation, player, book, voice, server, sound } = open([]);
  voice(true);
  voice(false);
  conversation.stop();
  sound();
  assert.equal(player.written.length, 0);
  server({ turnComplete: true });
  voice(true);
  voice(false);
  sound();
  assert.equal(player.written.length, 1);
  assert.equal(book.newest.hasAudio, true);
});

test('a stopped question that the server never took silences neither the next one nor what comes after three seconds', () => {
  const asked = open([]);
  asked.voice(true);
  asked.voice(false);
  asked.conversation.stop();
  asked.voice(true);
  asked.voice(false);
  asked.sound();
  assert.deepEqual(asked.player.written, [2]);

  const timers = [];
  const late = open(timers);
  late.voice(true);
  late.voice(false);
  late.conversation.stop();
  timers.find((timer) => timer?.ms === 3000).then();
  late.sound();
  assert.equal(late.player.written.length, 1);
});
