import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { findCommand } from '../browser/find.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** The supported options of a notification. */
interface Options {
  title?: string
  body?: string
}

/** Creates the class `Notification`, which uses notify-send (libnotify) and reports clicks. */
export function createNotificationClass(environment: Environment, applicationName: () => string) {
  const command = () => findCommand('notify-send', environment)

  return class Notification extends EventEmitter {
    readonly title: string
    readonly body: string

    constructor({ title = '', body = '' }: Options = {}) {
      super()
      this.title = title
      this.body = body
    }

    static isSupported(): boolean {
      return command() !== null
    }

    show(): void {
      const file = command()
      if (file === null) return
      // It runs until the notification is gone, and prints the chosen action.
      const options = [`--app-name=${applicationName()}`, '--action=default=Open']
      const child = spawn(file, [...options, '--', this.title, this.body], {
        stdio: ['ignore', 'pipe', 'ignore'],
        env: environment,
      })
      let chosen = ''
      child.stdout.setEncoding('utf8').on('data', (text: string) => (chosen += text))
      child.once('error', (error) => this.emit('failed', {}, error.message))
      child.once('close', () => {
        if (chosen.trim() === 'default') this.emit('click', {})
        this.emit('close', {})
      })
      child.unref()
      this.emit('show', {})
    }
  }
}
