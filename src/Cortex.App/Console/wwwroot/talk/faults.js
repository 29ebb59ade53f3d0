// What the browser refuses, in plain words with what to do. Pure.

const WORDS = {
  microphone: {
    NotAllowedError: 'The microphone is not allowed. Allow it in the browser’s settings for this page (often a sign beside the address), then press Talk again. You can also write your question.',
    NotFoundError: 'There is no microphone. Plug one in, or write your question.',
    NotReadableError: 'The microphone is in use by another program, or does not answer. Close that program, or choose another microphone in the settings.',
    OverconstrainedError: 'The chosen microphone is gone. Choose another one in the settings.',
    InsecureContext: 'Browsers give a microphone only to HTTPS pages, or to this machine itself (127.0.0.1). Start cortex with a certificate, or write your question.',
  },
  camera: {
    NotAllowedError: 'The camera is not allowed. Allow it in the browser’s settings for this page, then switch it on again. Talking works without it.',
    NotFoundError: 'There is no camera. Talking works without it.',
    NotReadableError: 'The camera is in use by another program, or does not answer. Close that program, or choose another camera in the settings.',
    OverconstrainedError: 'The chosen camera is gone. Choose another one in the settings.',
    InsecureContext: 'Browsers give a camera only to HTTPS pages, or to this machine itself (127.0.0.1). Start cortex with a certificate.',
  },
};

/** @param {'microphone' | 'camera'} device @param {{name: string, message: string}} fault */
export function faultWords(device, fault) {
  return WORDS[device][fault.name] ?? `The ${device} cannot be opened: ${fault.message || fault.name}.`;
}

const DEAF = {
  suspended: 'The browser has put the microphone to sleep. It is woken by itself, or by Talk.',
  stalled: 'Nothing comes from the microphone any more. It is opened anew by itself; if that does not help, choose another one in the settings.',
  muted: 'The microphone is muted, at a key of its own or by the system. Switch it on there.',
  silent: 'The microphone gives nothing but silence. Is it switched off or muted?',
};

/** @param {'suspended' | 'stalled' | 'muted' | 'silent'} why an open microphone hears nothing */
export function deafWords(why) {
  return DEAF[why];
}
