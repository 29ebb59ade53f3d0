// Collects what a Live session says, turn by turn.
export class Listener {
  #turn = fresh();
  #turns = [];
  #firsts = [];
  #handles = [];
  #handle;
  #closed = deferred();

  callbacks = {
    onopen: () => {},
    onmessage: (message) => this.#hear(message),
    onerror: () => {},
    onclose: (event) => this.#closed.resolve({ code: event.code, reason: event.reason }),
  };

  // The next turn that ends; ask for it before what starts it.
  turn() {
    const waiting = deferred();
    this.#turns.push(waiting);
    return limited(waiting.promise, 'the end of a turn');
  }

  // The next sound.
  first() {
    const waiting = deferred();
    this.#firsts.push(waiting);
    return limited(waiting.promise, 'the first sound');
  }

  // The newest handle, or the next one if none came since the last turn ended.
  handle() {
    if (this.#handle) {
      return Promise.resolve(this.#handle);
    }

    const waiting = deferred();
    this.#handles.push(waiting);
    return limited(waiting.promise, 'a handle');
  }

  close(session) {
    session.close();
    return this.closed();
  }

  closed() {
    return limited(this.#closed.promise, 'the close');
  }

  #hear(message) {
    const content = message.serverContent;
    const turn = this.#turn;
    turn.heard += content?.inputTranscription?.text ?? '';
    turn.said += content?.outputTranscription?.text ?? '';
    turn.interrupted ||= content?.interrupted ?? false;
    turn.generated ||= content?.generationComplete ?? false;
    for (const part of content?.modelTurn?.parts ?? []) {
      turn.audioBytes += Buffer.from(part.inlineData?.data ?? '', 'base64').length;
      turn.mimeType ??= part.inlineData?.mimeType;
      this.#firsts.splice(0).forEach((waiting) => waiting.resolve());
    }

    turn.calls.push(...(message.toolCall?.functionCalls ?? []));
    turn.tokens ??= message.usageMetadata?.totalTokenCount;
    if (message.sessionResumptionUpdate?.newHandle) {
      this.#handle = message.sessionResumptionUpdate.newHandle;
      this.#handles.splice(0).forEach((waiting) => waiting.resolve(this.#handle));
    }

    if (content?.turnComplete) {
      this.#turn = fresh();
      this.#handle = undefined;
      this.#turns.shift()?.resolve(turn);
    }
  }
}

function fresh() {
  return { heard: '', said: '', audioBytes: 0, mimeType: undefined, interrupted: false, generated: false, calls: [], tokens: undefined };
}

function deferred() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

function limited(promise, what) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`waited 30 s in vain for ${what}`)), 30_000)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
