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

function open(timers, sent = []) {
  globalThis.setTimeout = (then, ms) => timers.push({ then, ms });
  globalThis.clearTimeout = (id) => id && (timers[id - 1] = null);
  const player = new Player();
  const microphone = new EventTarget();
  const book = new TurnBook();
  const conversation = new Conversation({ player, microphone, camera: Object.assign(new EventTarget(), { picture: async () => null }), book, options: () => ({ silenceMs: 800 }) });
  conversation.link.start = () => {};
  conversation.link.send = (message) => conversation.link.isReady !== false && sent.push(message) > 0;
  conversation.link.isReady = true;
  player.isSounding = false;
  conversation.listen();
  const voice = (isOpen) => microphone.dispatchEvent(new CustomEvent('voice', { detail: { isOpen, quietMs: 0, at: performance.now() + (isOpen ? 0 : 1000) } }));
  const server = (content) => conversation.link.dispatchEvent(new CustomEvent('message', { detail: { serverContent: content } }));
  const chunk = (isVoice) => microphone.dispatchEvent(new CustomEvent('chunk', { detail: { pcm: new ArrayBuffer(4), isVoice } }));
  const ready = (detail) => {
    conversation.link.isReady = true;
    conversation.link.dispatchEvent(new CustomEvent('ready', { detail }));
  };
  const told = [];
  conversation.addEventListener('notice', ({ detail }) => told.push(detail.words));
  const run = (ms) => timers.filter((timer) => timer?.ms === ms).forEach((timer) => timer.then());
  const sound = () => server({ modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'AAAA' } }] } });
  return { conversation, player, book, voice, server, sound, chunk, ready, told, run };
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

test('an order in writing, and words that ask nothing, are no questions without an answer, whoever tells it first', async () => {
  for (const isToldFirst of [true, false]) {
    const { conversation, book, server, told, run } = open([]);
    await conversation.ask('louder');
    if (isToldFirst) book.settled('typed');
    server({ turnComplete: true });
    book.settled('typed');
    run(500);
    run(15_000);
    assert.deepEqual(told, []);
    assert.equal(book.isWaiting, false);
  }
});

test('an order that cut an answer does not wait for an end of its own, and the next question has its answer', async () => {
  const { conversation, player, book, voice, server, sound, told, run } = open([]);
  voice(true);
  voice(false);
  sound();
  await conversation.ask('stop');
  book.settled('typed');
  server({ interrupted: true });
  server({ turnComplete: true });
  assert.equal(book.isWaiting, false);
  voice(true);
  voice(false);
  sound();
  assert.equal(player.written.at(-1), 3);
  run(500);
  run(15_000);
  assert.deepEqual(told, []);
});

test('a written question that cuts an answer has its own answer, and none of the rest', async () => {
  const { conversation, player, book, server, sound, told, run } = open([]);
  await conversation.ask('one');
  sound();
  await conversation.ask('two');
  sound();
  server({ interrupted: true });
  server({ turnComplete: true });
  assert.equal(book.isWaiting, true);
  sound();
  server({ turnComplete: true });
  run(500);
  assert.deepEqual(player.written, [1, 2]);
  assert.deepEqual(told, []);
  assert.equal(book.turns.every((turn) => turn.isDone), true);
});

test('a question without an answer is told; a noise is not', async () => {
  const typed = open([]);
  await typed.conversation.ask('why?');
  typed.server({ turnComplete: true });
  typed.run(500);
  assert.match(typed.told[0], /^No answer came/);

  // Spoken for a second, and written down by nobody.
  const spoken = open([]);
  spoken.voice(true);
  spoken.voice(false);
  spoken.run(15_000);
  assert.match(spoken.told[0], /^No answer came/);

  // The server tells what it takes for a voice: of this one it said nothing.
  const noise = open([]);
  noise.conversation.link.dispatchEvent(new CustomEvent('message', { detail: { voiceActivity: { type: 'ACTIVITY_END' } } }));
  noise.voice(true);
  noise.voice(false);
  noise.run(15_000);
  assert.deepEqual(noise.told, []);
  noise.voice(true);
  noise.conversation.link.dispatchEvent(new CustomEvent('message', { detail: { voiceActivity: { type: 'ACTIVITY_START' } } }));
  noise.voice(false);
  noise.run(15_000);
  assert.equal(noise.told.length, 1);
});

test('what is said while it connects is kept, more than three seconds of it, and its end follows it', () => {
  const sent = [];
  const { conversation, voice, chunk, ready } = open([], sent);
  conversation.link.isReady = false;
  voice(true);
  for (let n = 0; n < 200; n++) chunk(true);
  voice(false);
  conversation.stopListening();
  assert.equal(sent.length, 0);
  ready({ isAgain: false });
  assert.equal(sent.filter((message) => message.realtimeInput.audio).length, 200);
  assert.deepEqual(sent.at(-1), { realtimeInput: { audioStreamEnd: true } });
});
