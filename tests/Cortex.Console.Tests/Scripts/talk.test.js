import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Backoff } from './wwwroot/link/backoff.js';
import { MicrophoneLane } from './wwwroot/talk/microphone-lane.js';
import { stateOf, wordsOf } from './wwwroot/talk/state.js';
import { TurnBook, heardWords } from './wwwroot/talk/turn-book.js';

test('an answer that is cut keeps apart what was heard and what was not, at a word', () => {
  const book = new TurnBook();
  book.voiceBegan(0);
  book.voiceEnded(800);
  const turn = book.audio(4000, 1500);
  book.said('One two three four five six.');
  book.played(turn.turn, 2000);
  book.interrupted(turn.turn, 3500);
  const { heard, unheard } = heardWords(turn);
  assert.equal(heard, 'One two three');
  assert.equal(unheard, ' four five six.');
  turn.heardUpTo = 7;
  assert.equal(heardWords(turn).heard, 'One two');
});

test('a voice during the answer begins the next turn, whose answer comes after the cut one is over', () => {
  const book = new TurnBook();
  book.voiceBegan(0);
  book.voiceEnded(500);
  const first = book.audio(5000, 900);
  const second = book.voiceBegan(2000);
  assert.notEqual(second.turn, first.turn);
  book.interrupted(first.turn, 2300);
  book.said('left over');
  assert.equal(first.said, 'left over');
  book.complete(2400);
  book.voiceEnded(3000);
  assert.equal(book.audio(1000, 3500).turn, second.turn);
});

test('a noise is forgotten; a typed question ends what was open', () => {
  const book = new TurnBook();
  book.voiceBegan(0);
  book.giveUp();
  assert.equal(book.turns.length, 0);
  book.voiceBegan(100);
  book.voiceEnded(900);
  const typed = book.typed('What now?', 1000);
  assert.equal(book.answering().turn, typed.turn);
  assert.ok(book.isWaiting);
});

test('a fresh session is told what was heard, not what was said', () => {
  const book = new TurnBook();
  const turn = book.typed('Why?', 0);
  book.audio(2000, 10);
  book.said('Because of the rain today.');
  book.played(turn.turn, 1000);
  book.interrupted(turn.turn, 1100);
  book.complete(1200);
  assert.deepEqual(book.history(), [{ role: 'user', parts: [{ text: 'Why?' }] }, { role: 'model', parts: [{ text: 'Because of' }] }]);
});

test('the lane holds three seconds, counts what it loses, and says an open question again', () => {
  let isUp = false;
  const sent = [];
  const lane = new MicrophoneLane((chunk) => isUp && sent.push(chunk.n) > 0);
  for (let n = 0; n < 200; n++) lane.push({ n });
  assert.equal(lane.lostMs, 50 * 20);
  isUp = true;
  lane.flush();
  assert.equal(sent.length, 150);
  lane.begin();
  lane.push({ n: 200 });
  sent.length = 0;
  assert.equal(lane.replay(), 16 * 20);
  assert.deepEqual(sent.slice(-2), [199, 200]);
  lane.answered();
  sent.length = 0;
  assert.equal(lane.replay(), 0);
});

test('a voice takes along the 300 ms before it', () => {
  const sent = [];
  const lane = new MicrophoneLane((chunk) => sent.push(chunk.n) > 0);
  for (let n = 0; n < 50; n++) lane.hold({ n });
  lane.push({ n: 50 });
  assert.equal(sent[0], 35);
  assert.equal(sent.at(-1), 50);
});

test('the state is the most urgent of what is', () => {
  const facts = { isUp: true, role: 'holder', isOpen: true, isReady: true };
  assert.equal(stateOf({ ...facts }), 'idle');
  assert.equal(stateOf({ ...facts, isListening: true, isStreaming: true }), 'listening');
  assert.equal(stateOf({ ...facts, isListening: true, isWaiting: true }), 'processing');
  assert.equal(stateOf({ ...facts, isWaiting: true, isSounding: true }), 'speaking');
  assert.equal(stateOf({ ...facts, isSounding: true, isSuspended: true }), 'held');
  assert.equal(stateOf({ ...facts, isSounding: true, isInterrupted: true }), 'interrupted');
  assert.equal(stateOf({ ...facts, isReady: false, wasReady: true }), 'reconnecting');
  assert.equal(stateOf({ ...facts, isUp: false }), 'reconnecting');
  assert.equal(stateOf({ ...facts, error: 'x' }), 'error');
  assert.equal(stateOf({ ...facts, role: 'free', isOpen: false, isTaking: true }), 'connecting');
  assert.equal(stateOf({ ...facts, role: 'watcher', programState: 'thinking' }), 'processing');
});

test('attempts come ever more seldom, never at the same time everywhere', () => {
  const early = new Backoff(() => 0);
  const late = new Backoff(() => 1);
  assert.equal(early.next(), 350);
  assert.equal(late.next(), 650);
  for (let i = 0; i < 10; i++) late.next();
  assert.ok(late.next() <= 8000 * 1.3 + 1);
  late.reset();
  assert.equal(late.next(), 650);
});

test('who holds the conversation sees that the microphone is deaf, or that what answers behind the program is away', () => {
  const facts = { isUp: true, role: 'holder', isOpen: true, isReady: true, isListening: true, isStreaming: true, isVoice: true, isWaiting: true, wasReached: true };
  assert.equal(stateOf({ ...facts, programState: 'streaming' }), 'listening');
  assert.equal(stateOf({ ...facts, programState: 'reconnecting' }), 'reconnecting');
  assert.equal(stateOf({ ...facts, programState: 'reconnecting', wasReached: false }), 'connecting');
  assert.equal(stateOf({ ...facts, programState: 'error' }), 'error');
  assert.equal(stateOf({ ...facts, isDeaf: true }), 'deaf');
  assert.equal(stateOf({ ...facts, isDeaf: true, isListening: false, isVoice: false, isWaiting: false }), 'idle');
  assert.equal(stateOf({ ...facts, isOpen: false, isListening: false, isVoice: false, isWaiting: false, programState: 'error' }), 'idle');
  assert.match(wordsOf('error', facts), /^Nobody can answer/);
  assert.match(wordsOf('reconnecting', facts), /^What answers cannot be reached/);
  assert.match(wordsOf('reconnecting', { ...facts, isReady: false }), /15 seconds are kept/);
});
