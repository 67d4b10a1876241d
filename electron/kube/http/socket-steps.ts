import type { Socket } from 'node:net'

/**
 * Resolves when a socket emits `event`. Rejects, and destroys the socket, if it fails, closes, or the signal aborts.
 */
export function whenReady(socket: Socket, event: string, signal: AbortSignal): Promise<void> {
  return step(socket, signal, (done) => {
    socket.once(event, done)
    return () => socket.off(event, done)
  })
}

/**
 * Reads the first bytes from a socket. Calls `take` with all bytes so far; it returns how many it has used, or `null`
 * to wait for more. Unused bytes stay in the socket. Rejects like `whenReady`.
 */
export function readFirst<T>(
  socket: Socket,
  signal: AbortSignal,
  take: (bytes: Buffer) => { value: T; length: number } | null,
): Promise<T> {
  let value: T | undefined
  return step(socket, signal, (done, fail) => {
    let read = Buffer.alloc(0)
    const onReadable = () => {
      for (
        let piece = socket.read() as Buffer | null;
        piece !== null;
        piece = socket.read() as Buffer | null
      ) {
        read = Buffer.concat([read, piece])
      }
      try {
        const taken = take(read)
        if (taken === null) return
        value = taken.value
        socket.off('readable', onReadable)
        if (taken.length < read.length) socket.unshift(read.subarray(taken.length))
        done()
      } catch (error) {
        fail(error)
      }
    }
    socket.on('readable', onReadable)
    onReadable()
    return () => socket.off('readable', onReadable)
  }).then(() => value as T)
}

function step(
  socket: Socket,
  signal: AbortSignal,
  begin: (done: () => void, fail: (error: unknown) => void) => () => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const state = { isOver: false, stop: () => {} }
    const finish = (end: () => void) => {
      if (state.isOver) return
      state.isOver = true
      state.stop()
      signal.removeEventListener('abort', leave)
      socket.off('error', fail)
      socket.off('close', close)
      end()
    }
    const fail = (error: unknown) =>
      finish(() => {
        // A later error must not crash the process.
        socket.on('error', () => {})
        socket.destroy()
        reject(error instanceof Error ? error : new Error('no error'))
      })
    const leave = () => fail(signal.reason)
    const close = () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }))
    socket.on('error', fail)
    socket.on('close', close)
    signal.addEventListener('abort', leave)
    if (signal.aborted) leave()
    else if (socket.destroyed) close()
    else {
      const stop = begin(() => finish(resolve), fail)
      if (state.isOver) stop()
      else state.stop = stop
    }
  })
}
