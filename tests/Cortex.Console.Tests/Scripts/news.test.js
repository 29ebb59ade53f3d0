import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TurnBook } from './wwwroot/talk/turn-book.js';
import { News } from './wwwroot/view/news.js';

// A screen that only keeps the words.
function stage(role = 'watcher') {
  const shown = new Map();
  const events = new EventTarget();
  const idle = () => {};
  const silent = new Proxy({}, { get: () => idle });
  const book = new TurnBook();
  const screen = {
    events, book, conversation: Object.assign(new EventTarget(), { link: { isReady: true, hurry: idle } }), player: new EventTarget(), microphone: new EventTarget(),
    words: { show: (turn) => shown.set(turn.key ?? turn.turn, { ...turn }), clear: () => shown.clear() },
    desk: { role, held: idle }, facts: {}, log: silent, notices: silent, engine: silent, settings: silent, form: silent, numbers: silent, pictures: silent,
    showTurns: idle, update: idle, interrupted: idle, fail: idle,
    renewal: { hello: idle }, tellUnfinished: idle,
  };
  const news = new News(screen);
  const tell = (type, detail) => events.dispatchEvent(Object.assign(new Event(type), { detail }));
  return { shown, book, news, tell, words: () => [...shown.values()].map(({ heard, said }) => `${heard}|${said}`) };
}

test('turns of two conversations that have the same number are kept apart', () => {
  const { tell, words, news } = stage();
  for (const [id, heard] of [['a-1-1', 'one'], ['a-2-1', 'two']]) {
    tell('heard', { turn: 1, id, text: heard });
    tell('said', { turn: 1, id, text: `answer ${heard}`, heardUpTo: 0 });
    tell('turn', { turn: 1, id, heard, said: `answer ${heard}`, saidAudioMs: 10, interrupted: false, timing: {} });
  }
  assert.deepEqual(words(), ['one|answer one', 'two|answer two']);
  assert.equal(news.watchedTurns.length, 2);
});

test('what was said before the program began is not one turn', () => {
  const { tell, words } = stage();
  const transcript = [['a-0-1', 'user', 'one'], ['a-0-1', 'model', 'answer one'], ['a-0-2', 'user', 'two']].map(([id, role, text]) => ({ turn: 0, id, role, text }));
  tell('hello', { transcript, turns: [] });
  assert.deepEqual(words(), ['one|answer one', 'two|']);
});

test('whoever holds the conversation again is told of other turns by the same numbers', () => {
  const { tell, book } = stage('holder');
  for (const id of ['a-1-1', 'a-2-1']) {
    book.voiceBegan(0);
    book.voiceEnded(500);
    book.audio(1000, 900);
    tell('heard', { turn: 1, id, text: 'x' });
    book.complete(1000);
  }
  assert.deepEqual(book.turns.map((turn) => turn.serverId), ['a-1-1', 'a-2-1']);
});
