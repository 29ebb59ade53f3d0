// Which key does what. An order has the key that it has in the terminal; what only a page has, another one.

import { byId } from './dom.js';

const VERBOSITY = ['quiet', 'brief', 'normal', 'detailed'];

export function keyBindings({ desk, settings, camera }, keys) {
  // A key beside it that does the same is not in the list: it needs no shift.
  const order = (key, command, what, ...easier) => ({ keys: [key], easier, what, down: () => desk.order(command) });
  return [
    { keys: ['t', ' '], what: 'Talk while it is held', down: () => desk.beginTalk(), up: () => desk.endTalk() },
    { keys: ['h'], what: 'Hands-free on or off', down: () => desk.toggleHandsFree() },
    { keys: ['s', 'Escape'], what: 'Stop the answer', down: () => desk.stop() },
    { keys: ['r'], what: 'Repeat the last answer', down: () => desk.repeat() },
    order('z', 'quiet', 'Quiet: stop, and only what is asked for from now on'),
    order('m', 'more', 'More about it, and more detail from now on'),
    order('l', 'less', 'Less detail from now on'),
    order('+', 'louder', 'Louder', '='),
    order('-', 'softer', 'Softer'),
    order('>', 'faster', 'Faster', '.'),
    order('<', 'slower', 'Slower', ','),
    { keys: ['c'], what: 'Camera on or off', down: () => desk.setCamera(!camera.isOpen) },
    { keys: ['u'], what: 'Microphone off or on', down: () => desk.setMuted(!desk.isMuted) },
    order('b', 'battery', 'Battery'),
    order('a', 'areYouThere', '“Are you there?”'),
    order('w', 'whoIsTalking', '“Who is talking?”'),
    { keys: ['p'], what: 'Pairing code for another browser', down: () => desk.pair() },
    { keys: ['/', 'i'], what: 'Write a question', down: () => byId('question').focus() },
    { keys: ['v'], what: 'Next length of the answers', down: () => settings.set('verbosity', VERBOSITY[(VERBOSITY.indexOf(byId('set-verbosity').value) + 1) % VERBOSITY.length]) },
    { keys: ['d'], what: 'Go to the words', down: () => byId('words').focus() },
    { keys: ['e'], what: 'Go to the events', down: () => byId('log').focus() },
    { keys: ['?'], what: 'This list; the commands and the sounds by ear in it', down: () => keys().help() },
  ];
}
