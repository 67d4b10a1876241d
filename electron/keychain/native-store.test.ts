import { expect, it } from 'vitest'
import { problemOf } from './native-store.ts'

it.each([
  ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", 'locked'],
  ['zbus error: org.freedesktop.Secret.Error.IsLocked: Cannot get secret of a locked object', 'locked'],
  ['Platform failure: User canceled the operation.', 'locked'],
  ['Platform failure: User interaction is not allowed.', 'locked'],
  ['Platform failure: DBus error: Using X11 for dbus-daemon autolaunch was disabled', 'no-keychain'],
  ["Couldn't access platform storage: Secret Service: no result found", 'no-keychain'],
  ['Attribute password is longer than platform limit of 2560 chars', 'refused'],
  ['blocked for another reason', 'refused'],
])('takes “%s” as %s', (message, problem) => {
  expect(problemOf(new Error(message))).toBe(problem)
})

it('takes what isn’t an error as a refusal', () => {
  expect(problemOf('locked')).toBe('refused')
})
