import { stripVTControlCharacters } from 'node:util'
import { JsonReporter } from 'vitest/node'

/** Writes what `countVitest` reads. Unlike vitest's report, it has the differences, and the errors of hooks and of the run. */
export default class extends JsonReporter {
  async onTestRunEnd(modules, unhandled) {
    const files = modules.map((module) => ({
      name: module.relativeModuleId,
      errors: [module, ...module.children.allSuites()].flatMap((each) => textsOf(each.errors())),
      tests: [...module.children.allTests()].map((test) => {
        const { state, errors } = test.result()
        return { name: test.fullName, state, errors: textsOf(errors) }
      }),
    }))
    await this.writeReport(JSON.stringify({ files, errors: textsOf(unhandled) }))
  }
}

/** Each message, where it comes from in our code, and the lines that differ. */
const textsOf = (errors = []) =>
  errors.map(({ message, diff = '', stack = '' }) => {
    const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
    const ours = frames.filter((line) => !/node_modules|node:|<anonymous>/.test(line))
    const differing = stripVTControlCharacters(diff)
      .split('\n')
      .filter((line) => /^[-+]/.test(line))
    return [message, ...ours.slice(0, 3), ...differing].join('\n')
  })
