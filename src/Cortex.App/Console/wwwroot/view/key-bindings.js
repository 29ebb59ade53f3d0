// Which key does what.

import { byId } from './dom.js';

const VERBOSITY = ['quiet', 'brief', 'normal', 'detailed'];

export function keyBindings({ desk, settings, camera }) {
  const order = (key, command, what) => ({ keys: [key], what, down: () => desk.order(command) });
  return [
    { keys: ['t', ' '], what: 'Talk while it is held', down: () => desk.beginTalk(), up: () => desk.endTalk() },
    { keys: ['h'], what: 'Hands-free on or off', down: () => desk.toggleHandsFree() },
    { keys: ['s', 'Escape'], what: 'Stop the answer', down: () => desk.stop() },
    { keys: ['r'], what: 'Repeat the last answer', down: () => desk.repeat() },
    { keys: ['m'], what: 'Microphone off or on', down: () => desk.setMuted(!desk.isMuted) },
    { keys: ['c'], what: 'Camera on or off', down: () => desk.setCamera(!camera.isOpen) },
    { keys: ['w', '/'], what: 'Write a question', down: () => byId('question').focus() },
    order('+', 'louder', 'Louder'),
    order('-', 'softer', 'Softer'),
    order('.', 'faster', 'Faster'),
    order(',', 'slower', 'Slower'),
    { keys: ['v'], what: 'Next length of the answers', down: () => settings.set('verbosity', VERBOSITY[(VERBOSITY.indexOf(byId('set-verbosity').value) + 1) % VERBOSITY.length]) },
    order('b', 'battery', 'Battery'),
    order('y', 'areYouThere', '“Are you there?”'),
    order('o', 'whoIsTalking', '“Who is talking?”'),
    order('p', 'help', 'Play and name the sounds'),
    { keys: ['l'], what: 'Go to the words', down: () => byId('words').focus() },
    { keys: ['e'], what: 'Go to the events', down: () => byId('log').focus() },
    { keys: ['?'], what: 'This list', down: () => byId('keys').open || byId('keys').showModal() },
  ];
}
