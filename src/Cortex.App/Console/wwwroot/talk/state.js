// What the page shows: one of a few states, each a colour, a word and a sound. Pure.

/** word: shown and read; colour: the class; cue: the sound at its beginning. */
export const STATES = {
  idle: { word: 'Idle', more: 'Press Talk, or type a question.', colour: 'grey' },
  watching: { word: 'Watching', more: 'Another device holds the conversation.', colour: 'grey' },
  connecting: { word: 'Connecting', more: 'Of what you say meanwhile 15 seconds are kept.', colour: 'yellow' },
  listening: { word: 'Listening', more: 'Speak.', colour: 'green', cue: 'listening' },
  deaf: { word: 'Not heard', more: 'Nothing comes from the microphone.', colour: 'red', cue: 'error' },
  processing: { word: 'Processing', more: 'The answer is being made.', colour: 'yellow', cue: 'heard' },
  speaking: { word: 'Speaking', more: 'Speak to interrupt, or press Stop.', colour: 'green' },
  held: { word: 'Held back', more: 'The browser holds the sound back. Press any key, or “Let it sound”.', colour: 'red' },
  interrupted: { word: 'Interrupted', more: 'The rest of the answer was dropped.', colour: 'red', cue: 'interrupted' },
  error: { word: 'Error', more: '', colour: 'red', cue: 'error' },
  reconnecting: { word: 'Reconnecting', more: 'The connection was lost. It is tried again by itself.', colour: 'red', cue: 'offline' },
};

const OF_PROGRAM = { idle: 'watching', listening: 'listening', streaming: 'listening', thinking: 'processing', speaking: 'speaking', error: 'error', reconnecting: 'reconnecting' };

/**
 * @param facts {isUp, role, isTaking, programState, wasReached, error, isOpen, isReady, wasReady, isListening, isStreaming, isVoice,
 * isDeaf, isWaiting, isSounding, isSuspended, isInterrupted}
 * @returns {keyof STATES}
 */
export function stateOf(facts) {
  if (facts.isInterrupted) return 'interrupted';
  if (facts.isSounding) return facts.isSuspended ? 'held' : 'speaking';
  if (!facts.isUp || (facts.isOpen && !facts.isReady && facts.wasReady)) return 'reconnecting';
  if (facts.error) return 'error';
  if (facts.isTaking) return 'connecting';
  if (facts.role === 'watcher') return OF_PROGRAM[facts.programState] ?? 'watching';
  if (facts.isOpen && !facts.isReady) return 'connecting';
  // This page's line is there, but that of the program to what answers is not.
  if (facts.isOpen && facts.programState === 'error') return 'error';
  if (facts.isOpen && facts.programState === 'reconnecting') return facts.wasReached ? 'reconnecting' : 'connecting';
  if (facts.isListening && facts.isDeaf) return 'deaf';
  if (facts.isVoice && facts.isStreaming) return 'listening';
  if (facts.isWaiting) return 'processing';
  if (facts.isListening) return 'listening';
  return 'idle';
}

/** What is said beside the state's word, where it is not what is always said of it. */
export function wordsOf(name, facts) {
  if (name === 'error') return facts.error ?? 'Nobody can answer now. The events below say why.';
  if (facts.role === 'watcher' && name !== 'speaking') return facts.watched;
  if (name === 'listening' && !facts.isStreaming) return 'It is quiet; a voice opens the line again.';
  if (name !== 'reconnecting' && name !== 'connecting') return '';
  if (facts.isUp && facts.isReady) return name === 'connecting' ? 'The program is reaching for what answers.' : 'What answers cannot be reached. It is tried again by itself.';
  if (name === 'reconnecting' && facts.isListening) return 'The connection was lost, and is tried again. Of what you say 15 seconds are kept.';
  return '';
}
