import { expect, test } from 'vitest'
import { commandText } from '../../../../shared/shell-command.ts'
import { mostNamed, registerCommandOf, unregisterCommandOf } from './label-commands.ts'
import { unregisteredSecret, unusedSecret } from '../../../../shared/secret-row.fixture.ts'

test('secrets of several namespaces are unregistered by one command for each', () => {
  const secrets = [
    unusedSecret('a', { namespace: 'runai-a' }),
    unusedSecret('b', { namespace: 'runai-b' }),
    unusedSecret('c', { namespace: 'runai-a' }),
  ]
  const commands = commandText(unregisterCommandOf(secrets)).split(/^(?=kubectl)/m)
  expect(commands).toHaveLength(2)
  expect(commands[0]).toContain('kubectl -n runai-a')
  expect(commands[0]).toContain('label secret a c')
  expect(commands[1]).toContain('label secret b')
  expect(commands[1]).toContain('run.ai/credentials-')
})

test('a command names no more secrets than a clipboard takes', () => {
  const name = 'n'.repeat(250)
  const secrets = Array.from({ length: mostNamed + 1 }, (_, at) => unregisteredSecret(`${name}${at}`))
  const place = { scope: { kind: 'project' as const, id: 'vision' }, namespace: 'runai-vision' }
  const text = commandText(registerCommandOf(place, 'access-key', secrets))
  expect(text).toContain('run.ai/resource=access-key')
  expect(text.match(/nnnn/g)).not.toBeNull()
  expect(text).not.toContain(`${name}${mostNamed} `)
  expect(text.length).toBeLessThan(100_000)
})
