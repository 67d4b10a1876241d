import type { ElectronApplication } from '@playwright/test'

type Run = (modules: unknown, arg: unknown) => unknown

/**
 * Makes the functions that `evaluate` runs in the main process wait for their turn in its event loop. The debugger
 * would run them in the middle of other code and disturb its state. For example, Node’s `URL` keeps its last result in
 * shared memory: if another address is read at that moment, the interrupted code gets the parts of the wrong one.
 */
export function evaluateInTurn(electron: ElectronApplication): ElectronApplication {
  const evaluate = electron.evaluate.bind(electron)
  return Object.assign(electron, {
    evaluate: (run: Run, arg: unknown) =>
      evaluate(
        async (modules, given) => {
          await new Promise((resolve) => setImmediate(resolve))
          const { runInThisContext } = process.getBuiltinModule('node:vm')
          return (runInThisContext(`(${given.text})`) as Run)(modules, given.arg)
        },
        { text: String(run), arg },
      ),
  })
}
