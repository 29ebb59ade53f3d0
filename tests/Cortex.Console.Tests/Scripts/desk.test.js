import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Desk } from './wwwroot/talk/desk.js';

// Node 18 has none.
globalThis.CustomEvent ??= class extends Event {
  constructor(name, { detail } = {}) {
    super(name);
    this.detail = detail;
  }
};
Object.defineProperty(globalThis, 'navigator', { value: { userAgent: '' }, configurable: true });

function open() {
  const sent = [];
  const events = Object.assign(new EventTarget(), { isUp: true, send: (type, values) => sent.push({ type, ...values }) > 0 });
  const calls = [];
  const conversation = {
    link: { isReady: false },
    ask: async (text) => calls.push(`ask ${text}`),
    listen: () => calls.push('listen'),
    stopListening: () => {},
    close: () => {},
  };
  const player = Object.assign(new EventTarget(), { start: async () => true, cue() {} });
  const microphone = Object.assign(new EventTarget(), { open: async () => {}, close() {}, joinPlayer() {}, label: '' });
  const desk = new Desk({ events, conversation, player, microphone, camera: new EventTarget(), settings: { own: {} } });
  const told = [];
  desk.addEventListener('notice', ({ detail }) => told.push(detail.words));
  return { desk, events, sent, calls, told, microphone, player, conversation };
}

const settle = () => new Promise((done) => setImmediate(done));

test('a written question and Talk at the same time are both carried out, and nothing is said to have failed', async () => {
  const { desk, sent, calls, told } = open();
  desk.held('free', { kind: 'none', name: '' });
  const both = Promise.all([desk.ask('What time is it?'), desk.beginTalk()]);
  await settle();
  assert.ok(desk.isTaking);
  assert.equal(sent.filter(({ type }) => type === 'claim').length, 1);
  desk.held('holder', { kind: 'browser', name: 'this' });
  await both;
  assert.deepEqual(calls.sort(), ['ask What time is it?', 'listen']);
  assert.deepEqual(told, []);
  assert.equal(desk.isTaking, false);
});

test('one question whether to take over is asked for all who want it', async () => {
  const { desk, calls } = open();
  let asked = 0;
  desk.addEventListener('asks', () => asked++);
  desk.held('watcher', { kind: 'browser', name: 'another' });
  const both = Promise.all([desk.toggleHandsFree(), desk._take()]);
  await settle();
  assert.equal(asked, 1);
  desk.decide(false);
  assert.deepEqual((await both)[1], false);
  assert.equal(desk.isTalking, false);
  assert.deepEqual(calls, []);
});

test('while the program does not answer nothing is taken; a question is not lost without a word', async () => {
  const timers = [];
  const { setTimeout } = globalThis;
  globalThis.setTimeout = (then) => timers.push(then);
  const { desk, events, sent, calls, told } = open();
  desk.held('free', { kind: 'none', name: '' });
  events.isUp = false;
  events.dispatchEvent(new CustomEvent('down', { detail: {} }));
  const asked = desk.ask('What time is it?');
  const talks = desk.beginTalk();
  await settle();
  timers.splice(0).forEach((then) => then());
  await settle();
  assert.equal(await asked, false);
  await talks;
  assert.deepEqual(calls, []);
  assert.equal(sent.some(({ type }) => type === 'claim'), false);
  assert.equal(told.length, 2);
  assert.ok(told.every((words) => words.startsWith('The program does not answer')));
  globalThis.setTimeout = setTimeout;
});

test('whoever holds the conversation goes on with it while the program is away', async () => {
  const { desk, events, calls } = open();
  desk.held('holder', { kind: 'browser', name: 'this' });
  events.dispatchEvent(new CustomEvent('down', { detail: {} }));
  assert.equal(await desk.ask('What time is it?'), true);
  assert.deepEqual(calls, ['ask What time is it?']);
});

test('whoever talks into a microphone that hears nothing is told why, and when it hears again', async () => {
  const { desk, microphone, told } = open();
  const cleared = [];
  desk.addEventListener('clear', ({ detail }) => cleared.push(detail.kind));
  desk.held('holder', { kind: 'browser', name: 'this' });
  microphone.deaf = 'silent';
  microphone.dispatchEvent(new Event('hearing'));
  assert.deepEqual(told, []);
  await desk.beginTalk();
  assert.match(told[0], /nothing but silence/);
  microphone.deaf = 'suspended';
  microphone.dispatchEvent(new Event('hearing'));
  assert.match(told[1], /put the microphone to sleep/);
  cleared.length = 0;
  microphone.deaf = null;
  microphone.dispatchEvent(new Event('hearing'));
  assert.deepEqual(cleared, ['deaf']);
});

test('an answer that the browser holds back is told, and waked until it sounds', async () => {
  const timers = [];
  const { setTimeout } = globalThis;
  const { desk, player, told } = open();
  globalThis.setTimeout = (then) => timers.push(then);
  let starts = 0;
  Object.assign(player, { isSuspended: true, isSounding: true, start: async () => starts++ > 1 && !(player.isSuspended = false) });
  player.dispatchEvent(new CustomEvent('suspended', { detail: { isSuspended: true } }));
  await settle();
  assert.match(told[0], /holds the sound back/);
  for (let n = 0; n < 5; n++) {
    timers.splice(0).forEach((then) => then());
    await settle();
  }
  assert.equal(starts, 3);
  assert.equal(desk.player.isSuspended, false);
  globalThis.setTimeout = setTimeout;
});
