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

// Time goes on only where a test says so.
let now = 10_000;
performance.now = () => now;

class Player extends EventTarget {
  written = [];
  cut() {}
  end() {}
  write(turn) {
    this.written.push(turn);
  }
}

function open(timers, sent = []) {
  globalThis.setTimeout = (then, ms) => timers.push({ then, ms, at: now + ms });
  globalThis.clearTimeout = (id) => id && (timers[id - 1] = null);
  const pass = (ms) => {
    const until = now + ms;
    for (let next = due(timers, until); next >= 0; next = due(timers, until)) {
      now = Math.max(now, timers[next].at);
      const { then } = timers[next];
      timers[next] = null;
      then();
    }
    now = until;
  };
  const player = new Player();
  const microphone = new EventTarget();
  const book = new TurnBook();
  const conversation = new Conversation({ player, microphone, camera: Object.assign(new EventTarget(), { picture: async () => null }), book, options: () => ({ silenceMs: 800 }) });
  conversation.link.start = () => {};
  conversation.link.send = (message) => conversation.link.isReady !== false && sent.push(message) > 0;
  conversation.link.isReady = true;
  player.isSounding = false;
  const told = [];
  conversation.addEventListener('notice', ({ detail }) => told.push(detail.words));
  conversation.addEventListener('interrupted', ({ detail }) => told.push(`turn ${detail.turn.turn} cut (${detail.why})`));
  conversation.listen();
  const voice = (isOpen) => microphone.dispatchEvent(new CustomEvent('voice', { detail: { isOpen, quietMs: 0, at: performance.now() + (isOpen ? 0 : 1000) } }));
  const server = (content) => conversation.link.dispatchEvent(new CustomEvent('message', { detail: { serverContent: content } }));
  const chunk = (isVoice) => microphone.dispatchEvent(new CustomEvent('chunk', { detail: { pcm: new ArrayBuffer(4), isVoice } }));
  const ready = (detail) => {
    conversation.link.isReady = true;
    conversation.link.dispatchEvent(new CustomEvent('ready', { detail }));
  };
  const run = (ms) => timers.filter((timer) => timer?.ms === ms).forEach((timer) => timer.then());
  const sound = () => server({ modelTurn: { parts: [{ inlineData: { mimeType: 'audio/pcm;rate=24000', data: 'AAAA' } }] } });
  const position = (turn, isSounding) => player.dispatchEvent(new CustomEvent('position', { detail: { turn, playedMs: 100, isSounding, isRepeat: false } }));
  return { conversation, player, book, voice, server, sound, chunk, ready, told, run, pass, sent, position };
}

function due(timers, until) {
  let first = -1;
  timers.forEach((timer, i) => timer && timer.at <= until && (first < 0 || timer.at < timers[first].at) && (first = i));
  return first;
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

test('what comes before the server has closed the old turn is the old answer’s, also while it sounds', async () => {
  const { conversation, player, book, server, sound, told, position, pass } = open([]);
  await conversation.ask('What day is it?');
  pass(300);
  sound();
  position(1, true);
  pass(700);
  await conversation.ask('What time is it?');
  sound();
  server({ outputTranscription: { text: 'the rest' } });
  server({ interrupted: true });
  server({ turnComplete: true });
  pass(400);
  sound();
  server({ outputTranscription: { text: 'It is six.' } });
  position(2, true);
  server({ turnComplete: true });
  assert.deepEqual(player.written, [1, 2]);
  assert.deepEqual(book.turns.map((turn) => [turn.kind, turn.said, turn.isDone, turn.isInterrupted]), [['typed', '', true, true], ['typed', 'It is six.', true, false]]);
  assert.deepEqual(told, ['turn 1 cut (typed)']);
});

for (const between of [0, 200, 700, 2500]) {
  test(`a question typed ${between} ms after another has its own answer, whether the server closes the first one or not`, async () => {
    for (const closing of [[{ interrupted: true }, { turnComplete: true }], [{ turnComplete: true }], []]) {
      const { conversation, player, book, server, sound, told, pass } = open([]);
      await conversation.ask('What day is it?');
      pass(between);
      await conversation.ask('What time is it?');
      pass(100);
      for (const one of closing) server(one);
      pass(100);
      sound();
      server({ outputTranscription: { text: 'It is six.' } });
      pass(1500);
      sound();
      server({ turnComplete: true });
      assert.deepEqual(player.written, [2, 2]);
      assert.deepEqual(book.turns.map((turn) => [turn.kind, turn.said, turn.isDone]), [['typed', '', true], ['typed', 'It is six.', true]]);
      assert.deepEqual(told, []);
    }
  });
}

test('an answer that had begun on its way is thrown away when the server cuts it', async () => {
  const { conversation, player, book, server, sound, pass } = open([]);
  await conversation.ask('What day is it?');
  pass(200);
  await conversation.ask('What time is it?');
  sound();
  server({ interrupted: true, turnComplete: true });
  sound();
  assert.deepEqual(player.written, [2]);
  assert.equal(book.newest.isDone, false);
  pass(4000);
  sound();
  assert.deepEqual(player.written, [2, 2]);
});

test('an old answer that the server never closes holds the next one back for three seconds at most', async () => {
  const { conversation, player, sound, pass } = open([]);
  await conversation.ask('What day is it?');
  sound();
  await conversation.ask('What time is it?');
  sound();
  pass(3000);
  sound();
  assert.deepEqual(player.written, [1, 2]);
});

test('an answer of words without sound is an answer', async () => {
  const { conversation, book, server, told, pass } = open([]);
  await conversation.ask('What can you do?');
  server({ outputTranscription: { text: 'Ask anything.' } });
  server({ turnComplete: true });
  assert.equal(book.newest.said, 'Ask anything.');
  pass(1000);
  assert.deepEqual(told, []);
  await conversation.ask('And now?');
  server({ turnComplete: true });
  pass(1000);
  assert.deepEqual(told, ['No answer came. Ask again.']);
});

test('questions that are written while there is no line are asked in their order, one after the answer to the other', async () => {
  const { conversation, player, book, server, sound, sent, told, position } = open([]);
  const words = () => sent.filter((message) => message.clientContent).map((message) => message.clientContent.turns[0].parts[0].text);
  let changes = 0;
  conversation.addEventListener('change', () => changes++);
  conversation.link.isReady = false;
  for (const text of ['One?', 'Two?']) await conversation.ask(text);
  assert.equal(changes, 2);
  assert.ok(book.isWaiting);
  conversation.link.isReady = true;
  conversation.link.dispatchEvent(new CustomEvent('ready', { detail: { isAgain: false } }));
  assert.deepEqual(words(), ['One?']);
  sound();
  await conversation.ask('Three?');
  sound();
  position(1, true);
  server({ turnComplete: true });
  assert.deepEqual(words(), ['One?']);
  player.dispatchEvent(new CustomEvent('finished', { detail: { turn: 1, playedMs: 100 } }));
  assert.deepEqual(words(), ['One?', 'Two?']);
  sound();
  server({ turnComplete: true });
  assert.deepEqual(words(), ['One?', 'Two?', 'Three?']);
  assert.deepEqual(player.written, [1, 1, 2]);
  assert.deepEqual(told, []);
});

test('eight written questions wait at most; one more is refused, and those that are never sent are told', async () => {
  const { conversation, book, told } = open([]);
  conversation.link.isReady = false;
  for (let i = 0; i < 8; i++) assert.ok(await conversation.ask(`${i}?`));
  assert.equal(await conversation.ask('8?'), null);
  assert.match(told[0], /^Eight written questions wait/);
  conversation.link.dispatchEvent(new CustomEvent('refused', { detail: {} }));
  assert.match(told[1], /not sent/);
  assert.ok(book.turns.every((turn) => turn.isDone));
});

test('a question that waits for a line has not been left unanswered', async () => {
  const { conversation, book, told, pass } = open([]);
  conversation.link.isReady = false;
  await conversation.ask('One?');
  pass(60_000);
  assert.deepEqual(told, []);
  conversation.link.isReady = true;
  conversation.link.dispatchEvent(new CustomEvent('ready', { detail: { isAgain: false } }));
  pass(15_000);
  assert.deepEqual(told, ['No answer came within 15 seconds. Ask again.']);
  assert.ok(book.newest.isDone);
});

test('a question that was spoken into nothing is told after 15 seconds and kept, also by whoever asks it again and again', () => {
  const { conversation, book, voice, told, pass } = open([]);
  conversation.link.dispatchEvent(new CustomEvent('message', { detail: { voiceActivity: { type: 'ACTIVITY_END' } } }));
  conversation.unheard();
  for (let i = 0; i < 3; i++) {
    voice(true);
    pass(1000);
    voice(false);
    pass(6000);
  }
  assert.deepEqual(told, ['No answer came within 15 seconds. Ask again.']);
  pass(20_000);
  assert.equal(book.turns.length, 1);
  assert.ok(book.turns[0].isDone);
});

test('whoever speaks on after a breath is waited for', () => {
  const { voice, told, pass } = open([]);
  for (let i = 0; i < 12; i++) {
    voice(true);
    pass(1500);
    voice(false);
    pass(1500);
  }
  assert.deepEqual(told, []);
});

test('of what is said without a line 15 seconds are kept, also through a long silence; what was lost is told when the line is back', () => {
  for (const [voiceSeconds, lost] of [[10, []], [18, ['4 seconds of what you said were lost while there was no line. Say it again.']]]) {
    const { conversation, sent, voice, chunk, ready, told, pass } = open([]);
    conversation.link.isReady = false;
    const hear = (seconds, isVoice) => {
      for (let n = 0; n < 50 * seconds; n++) {
        pass(20);
        chunk(isVoice);
      }
    };
    voice(true);
    hear(voiceSeconds, true);
    voice(false);
    hear(12, false);
    const before = told.length;
    ready({ isAgain: true });
    chunk(false);
    assert.deepEqual(told.slice(before), lost);
    const heard = sent.filter((message) => message.realtimeInput?.audio).length * 20;
    assert.ok(heard >= Math.min(voiceSeconds, 14) * 1000 && heard <= 15_500, `${heard} ms`);
  }
});
