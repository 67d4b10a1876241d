import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { commandText } from '../../../../shared/shell-command.ts'
import { createLabelForm, type AskedChange } from './label-form.ts'
import { unregisteredSecret, unusedSecret } from '../../../../shared/secret-row.fixture.ts'

function formFor(change: AskedChange, reasonAgainst: (namespace: string) => string = () => '') {
  const asked = shallowRef<AskedChange | null>(change)
  const form = createLabelForm({
    asked: () => asked.value,
    projects: () => [{ name: 'vision', namespace: 'runai-vision' }],
    clusterNamespace: () => 'runai',
    reasonAgainst,
  })
  form.reset()
  return form
}

const inCluster = unregisteredSecret('ca-login', { namespace: 'runai' })
const login = unregisteredSecret('harbor-pull', { secretType: 'kubernetes.io/dockerconfigjson' })

test('in the namespace of a project, only the type must be chosen, and an obvious one is already chosen', () => {
  const form = formFor({ action: 'register', secrets: [login] })
  expect(form.type.value).toBe('docker-registry')
  expect(form.canStart.value).toBe(true)
  expect(form.scope.value).toEqual({ kind: 'project', id: 'vision', name: 'vision' })
  expect(commandText(form.command.value ?? [])).toContain('run.ai/credentials=true')
})

test('nothing can start before the type is chosen', () => {
  const form = formFor({ action: 'register', secrets: [unregisteredSecret('s3')] })
  expect(form.missing.value).toBe('Choose the type.')
  expect(form.command.value).toBeNull()
  form.type.value = 'access-key'
  expect(form.missing.value).toBe('')
  expect(form.canStart.value).toBe(true)
})

test('in the cluster’s namespace, the cluster or a department is chosen', () => {
  const form = formFor({ action: 'register', secrets: [inCluster] })
  form.type.value = 'password'
  expect(form.scope.value).toEqual({ kind: 'cluster', id: '', name: '' })
  expect(commandText(form.command.value ?? [])).toContain('run.ai/cluster-wide-credentials=true')
  form.scopeKind.value = 'department'
  expect(form.missing.value).toBe('Enter the department ID.')
  expect(form.scope.value).toBeNull()
  form.department.value = ' research '
  expect(form.canStart.value).toBe(true)
  expect(form.place.value).toEqual({
    scope: { kind: 'department', id: 'research' },
    namespace: 'runai',
  })
})

test('what no type fits, or the user may not change, can’t be started', () => {
  const tls = unregisteredSecret('ingress', { secretType: 'kubernetes.io/tls' })
  expect(formFor({ action: 'register', secrets: [tls] }).plan.value.taken).toEqual([])
  const form = formFor({ action: 'unregister', secrets: [unusedSecret('a')] }, () => 'You may not.')
  expect(form.canStart.value).toBe(false)
  expect(form.command.value).toBeNull()
})

test('the scope of an unregister is reported if all have the same', () => {
  const other = unusedSecret('b', { scope: { kind: 'project', id: 'seg-3d', name: 'seg-3d' } })
  const one = formFor({ action: 'unregister', secrets: [unusedSecret('a'), unusedSecret('c')] })
  expect(one.scope.value).toEqual({ kind: 'project', id: 'vision', name: 'vision' })
  expect(formFor({ action: 'unregister', secrets: [unusedSecret('a'), other] }).scope.value).toBeNull()
})
