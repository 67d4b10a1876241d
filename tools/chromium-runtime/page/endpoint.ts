/**
 * A value in transit between the two worlds. Functions and promises stay where they are and are referenced by number.
 */
type Encoded =
  | { kind: 'value'; value: unknown }
  | { kind: 'function' | 'promise'; number: number }
  | { kind: 'object'; entries: [string, Encoded][] }
  | { kind: 'error'; message: string }

type AnyFunction = (...values: unknown[]) => unknown

/** One end of the bridge between the preload world and the page's world. */
interface Endpoint {
  expose: (name: string, value: unknown) => void
}

/** The functions of this world that the other may call, and how values leave this world. */
function createExports(post: (...message: unknown[]) => void) {
  const functions = new Map<number, AnyFunction>()
  const clone = structuredClone
  let last = 0

  function errorOf(error: unknown): Encoded {
    return { kind: 'error', message: error instanceof Error ? error.message : String(error) }
  }

  function hasFunctions(value: unknown, depth: number): boolean {
    if (typeof value === 'function') return true
    if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > 20) return false
    const prototype: unknown = Object.getPrototypeOf(value)
    const isPlain = prototype === Object.prototype || prototype === null
    return isPlain && Object.values(value).some((part) => hasFunctions(part, depth + 1))
  }

  function encodePromise(promise: Promise<unknown>): Encoded {
    const number = ++last
    promise.then(
      (result) => post('settle', number, encodeSafely(result)),
      (error: unknown) => post('settle', number, errorOf(error)),
    )
    return { kind: 'promise', number }
  }

  function encode(value: unknown): Encoded {
    if (typeof value === 'function') {
      functions.set(++last, value as AnyFunction)
      return { kind: 'function', number: last }
    }
    if (value instanceof Promise) return encodePromise(value)
    // Strings cross unchanged. Everything else is cloned here, so that cloning errors occur on this side.
    if (typeof value !== 'object' || value === null) return { kind: 'value', value }
    if (!hasFunctions(value, 0)) return { kind: 'value', value: clone(value) }
    return { kind: 'object', entries: Object.entries(value).map(([name, part]) => [name, encode(part)]) }
  }

  function encodeSafely(value: unknown): Encoded {
    try {
      return encode(value)
    } catch (error) {
      return errorOf(error)
    }
  }

  function run(number: number, values: unknown[]): Encoded {
    try {
      const target = functions.get(number)
      if (target === undefined) throw new Error('This function is gone.')
      return encode(target(...values))
    } catch (error) {
      return errorOf(error)
    }
  }

  return { encode, run, release: (number: number) => void functions.delete(number) }
}

/** How values of the other world arrive: its functions and promises get proxies here. */
function createImports(
  call: (number: number, values: unknown[]) => Encoded,
  release: (number: number) => void,
) {
  const promises = new Map<number, (result: Encoded) => void>()
  const unused = new FinalizationRegistry<number>(release)

  function promiseOf(number: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      promises.set(number, (result) => {
        if (result.kind === 'error') reject(new Error(result.message))
        else resolve(decode(result))
      })
    })
  }

  function functionOf(number: number): AnyFunction {
    const stand = (...values: unknown[]) => decode(call(number, values))
    unused.register(stand, number)
    return stand
  }

  function decode(encoded: Encoded): unknown {
    switch (encoded.kind) {
      case 'value':
        return encoded.value
      case 'error':
        throw new Error(encoded.message)
      case 'object':
        return Object.fromEntries(encoded.entries.map(([name, part]) => [name, decode(part)]))
      case 'function':
        return functionOf(encoded.number)
      case 'promise':
        return promiseOf(encoded.number)
    }
  }

  function settle(number: number, result: Encoded): void {
    promises.get(number)?.(result)
    promises.delete(number)
  }

  return { decode, settle }
}

/**
 * Connects two JavaScript worlds of a page through events on a node that nothing else references. Events are
 * synchronous even between worlds, and the browser clones their `detail` from one to the other.
 *
 * As with Electron's context bridge, values are cloned, functions become functions that call across, promises become
 * promises, and what can't be cloned is an error. Functions may be anywhere in plain objects, but not in arrays.
 */
export function createEndpoint(
  node: EventTarget,
  outgoing: string,
  incoming: string,
  onExpose: (name: string, value: unknown) => void,
): Endpoint {
  const dispatch = node.dispatchEvent.bind(node)
  const Message = CustomEvent
  const post = (...message: unknown[]) => void dispatch(new Message(outgoing, { detail: message }))
  let answer: Encoded = { kind: 'value', value: undefined }

  const { encode, run, release } = createExports(post)
  const { decode, settle } = createImports(
    (number, values) => {
      post('call', number, values.map(encode))
      // The other side answered during the dispatch.
      return answer
    },
    (number) => post('release', number),
  )

  function receive([kind, first, second]: [string, ...unknown[]]): void {
    if (kind === 'call') post('answer', run(first as number, (second as Encoded[]).map(decode)))
    else if (kind === 'answer') answer = first as Encoded
    else if (kind === 'release') release(first as number)
    else if (kind === 'settle') settle(first as number, second as Encoded)
    else if (kind === 'expose') onExpose(first as string, decode(second as Encoded))
  }

  node.addEventListener(incoming, (event) => receive((event as CustomEvent<[string, ...unknown[]]>).detail))
  return { expose: (name, value) => post('expose', name, encode(value)) }
}

/** What a script must include for `createEndpoint`. */
export const endpointParts = [createExports, createImports, createEndpoint]
