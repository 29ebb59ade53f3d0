// What the page shows: one of a few states, each a colour, a word and a sound. Pure.

/** word: shown and read; colour: the class; cue: the sound at its beginning. */
export const STATES = {
  idle: { word: 'Idle', more: 'Press Talk, or type a question.', colour: 'grey' },
  watching: { word: 'Watching', more: 'Another device holds the conversation.', colour: 'grey' },
  connecting: { word: 'Connecting', more: 'What you say is kept meanwhile.', colour: 'yellow' },
  listening: { word: 'Listening', more: 'Speak.', colour: 'green', cue: 'listening' },
  processing: { word: 'Processing', more: 'The answer is being made.', colour: 'yellow', cue: 'heard' },
  speaking: { word: 'Speaking', more: 'Speak to interrupt, or press Stop.', colour: 'green' },
  interrupted: { word: 'Interrupted', more: 'The rest of the answer was dropped.', colour: 'red', cue: 'interrupted' },
  error: { word: 'Error', more: '', colour: 'red', cue: 'error' },
  reconnecting: { word: 'Reconnecting', more: 'The connection was lost. It is tried again by itself.', colour: 'red', cue: 'offline' },
};

const OF_PROGRAM = { idle: 'watching', listening: 'listening', streaming: 'listening', thinking: 'processing', speaking: 'speaking', error: 'error', reconnecting: 'reconnecting' };

/**
 * @param facts {isUp, role, isTaking, programState, error, isOpen, isReady, wasReady, isListening, isStreaming, isVoice, isWaiting, isSounding, isInterrupted}
 * @returns {keyof STATES}
 */
export function stateOf(facts) {
  if (facts.isInterrupted) return 'interrupted';
  if (facts.isSounding) return 'speaking';
  if (!facts.isUp || (facts.isOpen && !facts.isReady && facts.wasReady)) return 'reconnecting';
  if (facts.error) return 'error';
  if (facts.isTaking) return 'connecting';
  if (facts.role === 'watcher') return OF_PROGRAM[facts.programState] ?? 'watching';
  if (facts.isOpen && !facts.isReady) return 'connecting';
  if (facts.isVoice && facts.isStreaming) return 'listening';
  if (facts.isWaiting) return 'processing';
  if (facts.isListening) return 'listening';
  return 'idle';
}
