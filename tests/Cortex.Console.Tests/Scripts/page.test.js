import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk } from './wwwroot/talk/desk.js';
import { TurnBook, heardWords } from './wwwroot/talk/turn-book.js';
import { keyBindings } from './wwwroot/view/key-bindings.js';
import { News } from './wwwroot/view/news.js';
import { latencyWords, withParts } from './wwwroot/view/timeline-view.js';

// Node 18 has none.
globalThis.CustomEvent ??= class extends Event {
  constructor(name, { detail } = {}) {
    super(name);
    this.detail = detail;
  }
};

function desk() {
  const played = [];
  const timers = [];
  globalThis.setTimeout = (then) => timers.push(then);
  const player = Object.assign(new EventTarget(), { cue: (name) => played.push(name), hush: () => played.push('hush') });
  const conversation = { stop: () => played.push('stop'), link: { isReady: false } };
  const devices = () => Object.assign(new EventTarget(), { isOpen: false, label: '' });
  const events = Object.assign(new EventTarget(), { isUp: true, sent: [], send: (type, values) => events.sent.push([type, values?.command]) > 0 });
  const one = new Desk({ events, conversation, player, microphone: devices(), camera: devices(), settings: { own: { sounds: true } } });
  return { one, played, timers, events, conversation };
}

test('stop ends the tour of the sounds at once', async () => {
  for (const order of [(one) => one.stop(), (one) => one.execute('stop'), (one) => one.execute('quiet')]) {
    const { one, played, timers } = desk();
    one.execute('help');
    assert.deepEqual(played, ['ready']);
    order(one);
    timers.forEach((then) => then());
    await null;
    await null;
    assert.deepEqual(played, ['ready', 'stop', 'hush']);
  }
});

test('where the program says the commands, the page plays nothing over it', () => {
  const { one, played, conversation } = desk();
  conversation.link.isReady = true;
  assert.equal(one.execute('help'), true);
  assert.deepEqual(played, []);
});

test('an order has the key that it has in the terminal, and no key two meanings', () => {
  const ordered = [];
  const bindings = keyBindings({ desk: { order: (command) => ordered.push(command), pair: () => ordered.push('pair') }, settings: {}, camera: {} }, () => null);
  const of = (key) => bindings.filter(({ keys, easier = [] }) => [...keys, ...easier].includes(key));
  for (const key of 'zmlbaw+-><p') of(key)[0].down();
  assert.deepEqual(ordered, ['quiet', 'more', 'less', 'battery', 'areYouThere', 'whoIsTalking', 'louder', 'softer', 'faster', 'slower', 'pair']);
  for (const key of bindings.flatMap(({ keys, easier = [] }) => [...keys, ...easier])) assert.equal(of(key).length, 1, key);
});

test('an answer that was cut before this page came shows what was not heard', () => {
  assert.deepEqual(heardWords({ said: 'One two', unheard: ' three.', isInterrupted: true, isDone: true, heardMs: 500, saidAudioMs: 500 }), { heard: 'One two', unheard: ' three.' });
});

test('spoken and written turns are not mixed, and a cut stands where the sound ended', () => {
  const spoken = withParts({ turn: 1, heardMs: 900, timing: { voiceStart: 1, voiceEnd: 1000, firstAudio: 1300, firstSound: 1400, interrupted: 2900 } });
  const written = withParts({ turn: 2, heardMs: 0, timing: { voiceEnd: 5000, firstAudio: 5100, firstSound: 5136 } });
  assert.equal(latencyWords([spoken, written]), "Newest 400, middle 400, slowest 400 ms from the voice's end to the first sound, over 1 turn. Newest 136, middle 136, slowest 136 ms from sending a written question to the first sound, over 1 turn.");
  assert.equal(spoken.cutEnd, 2300);
  assert.equal(spoken.end, 2300);
});

test('only what was said last is settled by an order', () => {
  const book = new TurnBook();
  book.typed('Why?', 0);
  book.settled('voice');
  assert.equal(book.isWaiting, true);
  book.settled('typed');
  assert.equal(book.isWaiting, false);
});

test('an order by key is shown as one, though its answer comes later than its name', () => {
  const book = new TurnBook();
  const shown = [];
  const target = () => new EventTarget();
  const events = Object.assign(target(), { send: () => true });
  const screen = {
    events, book, conversation: target(), player: target(), microphone: target(), desk: { role: 'holder' },
    words: { show: (turn) => shown.push([turn.kind, turn.heard]) }, log: { write() {} },
  };
  new News(screen);
  const typed = book.typed('Why?', 0);
  book.complete(1);
  Object.assign(typed, { serverTurn: 1, serverId: 'a' });
  events.dispatchEvent(new CustomEvent('heard', { detail: { turn: 2, id: 'b', text: 'are you there', order: true } }));
  assert.equal(typed.serverTurn, 1);
  const answer = book.audio(500, 2);
  assert.equal(answer.kind, 'unasked');
  events.dispatchEvent(new CustomEvent('said', { detail: { turn: 2, id: 'b', text: 'I am here.', heardUpTo: 0 } }));
  assert.deepEqual([answer.kind, answer.heard, answer.serverTurn], ['order', 'are you there', 2]);
  assert.deepEqual(shown[0], ['order', 'are you there']);
});
