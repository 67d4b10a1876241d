import { describe, expect, it } from 'vitest'
import {
  isRegistrable,
  labelPurposes,
  labelsToWrite,
  readRegistration,
  registeredSelectors,
  registeringLabels,
} from './registration.ts'
import { labelForms } from './runai.ts'

type Labels = Readonly<Record<string, string>>

/** An example of a label form on a Secret. */
const asOn = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).map(([label, value]) => [
      label,
      value.replace('<type>', 'password').replace('<id>', '42'),
    ]),
  )
const homeOf = (scope: string) => (scope === 'project' ? 'runai-vision' : 'runai')

/** Whether a selector matches labels. Supports `key`, `!key` and `key!=value`, all of which must match. */
const isSelected = (selector: string, labels: Labels): boolean =>
  selector.split(',').every((part) => {
    const [key = '', value] = part.split('!=')
    if (value !== undefined && !part.startsWith('!')) return labels[key] !== value
    return part.startsWith('!') ? labels[part.slice(1)] === undefined : labels[part] !== undefined
  })

/** All combinations of these labels with 3 to 5 values each. */
function* everyCombination(): Generator<Labels> {
  const choices: readonly (readonly [string, readonly (string | null)[]])[] = [
    ['run.ai/resource', [null, 'password', 'docker-registry', '', 'vault']],
    ['run.ai/cluster-wide', [null, 'true', 'false', 'access-key', 'vault']],
    ['run.ai/cluster-wide-credentials', [null, 'true', 'false']],
    ['runai/cluster-wide', [null, 'true', 'false']],
    ['run.ai/department', [null, '42', '']],
    ['run.ai/credentials', [null, 'true', 'false']],
    ['run.ai/tenant-wide', [null, 'true']],
    ['run.ai/asset', [null, 'generic']],
  ]
  const count = choices.reduce((all, [, values]) => all * values.length, 1)
  for (let number = 0; number < count; number++) {
    let rest = number
    const labels: Record<string, string> = {}
    for (const [label, values] of choices) {
      const value = values[rest % values.length] ?? null
      rest = Math.floor(rest / values.length)
      if (value !== null) labels[label] = value
    }
    yield labels
  }
}

describe('the table of labels', () => {
  it.each(labelForms)('$versions: $scope by $labels', ({ scope, labels }) => {
    expect(readRegistration(asOn(labels), homeOf(scope))).toMatchObject({
      by: 'person',
      isWhole: true,
      scope,
      department: scope === 'department' ? '42' : null,
      isCopy: false,
      problems: [],
    })
  })

  it('recognizes a copy by the labels of a wider scope outside Run:ai’s namespace, which is a setting', () => {
    for (const { scope, labels } of labelForms) {
      const inProject = readRegistration(asOn(labels), 'runai-vision')
      expect(inProject).toMatchObject({ scope, isCopy: scope !== 'project' })
      expect(readRegistration(asOn(labels), 'runai-vision', 'runai-vision')?.isCopy).toBe(false)
    }
  })
})

describe('the selectors', () => {
  it('find every registered secret, and each by one of them', () => {
    let found = 0
    for (const labels of everyCombination()) {
      if (readRegistration(labels, 'runai') === null) continue
      found++
      // The console sets the account's label together with its own.
      if (Object.keys(labels).every((label) => label === 'run.ai/tenant-wide')) continue
      expect(registeredSelectors.filter((selector) => isSelected(selector, labels))).toHaveLength(1)
    }
    expect(found).toBeGreaterThan(1000)
  })

  it('leave out Run:ai’s CA bundle, of which there may be one for each project', () => {
    const labels = { 'run.ai/cluster-wide': 'true', 'run.ai/name': 'runai-ca-cert' }
    expect(readRegistration(labels, 'runai')).toBeNull()
    expect(registeredSelectors.some((selector) => isSelected(selector, labels))).toBe(false)
  })
})

describe('what a write sets', () => {
  it('is the labels of every version since 2.15 at once', () => {
    expect(labelsToWrite('cluster', 'password')).toEqual({
      'run.ai/cluster-wide-credentials': 'true',
      'run.ai/cluster-wide': 'true',
      'run.ai/resource': 'password',
    })
    expect(labelsToWrite('department', 'access-key', '42')).toEqual({
      'run.ai/department': '42',
      'run.ai/resource': 'access-key',
    })
    expect(labelsToWrite('project', 'docker-registry')).toEqual({
      'run.ai/credentials': 'true',
      'run.ai/resource': 'docker-registry',
    })
    expect(labelsToWrite('account', 'password')).toEqual({})
  })

  it('is read as what it was written for, and taken away whole', () => {
    for (const scope of ['cluster', 'department', 'project'] as const) {
      const labels = labelsToWrite(scope, 'password', '42')
      expect(readRegistration(labels, homeOf(scope))).toMatchObject({ scope, problems: [], by: 'person' })
      const left = Object.keys(labels).filter((label) => !registeringLabels.includes(label))
      expect(left).toEqual([])
    }
  })

  it('says of each label what it is for, and for which versions', () => {
    expect(labelPurposes('cluster', 'password')).toEqual([
      {
        label: 'run.ai/cluster-wide-credentials',
        value: 'true',
        says: 'scope',
        versions: '2.15 to 2.17, 2.18',
      },
      { label: 'run.ai/cluster-wide', value: 'true', says: 'scope', versions: '2.20 to 3.0' },
      { label: 'run.ai/resource', value: 'password', says: 'type', versions: '2.18, 2.20 to 3.0' },
    ])
  })
})

describe('what no version accepts', () => {
  const problems = (labels: Labels) => readRegistration(labels, 'runai')?.problems

  it('is two scopes at once: the wider one is shown', () => {
    const labels = { 'run.ai/cluster-wide': 'true', 'run.ai/department': '4', 'run.ai/resource': 'password' }
    expect(readRegistration(labels, 'runai')).toMatchObject({
      scope: 'cluster',
      problems: [{ code: 'labels-contradict', labels: ['run.ai/cluster-wide', 'run.ai/department'] }],
    })
  })

  it('is two types at once', () => {
    expect(problems({ 'run.ai/cluster-wide': 'access-key', 'run.ai/resource': 'password' })).toEqual([
      { code: 'labels-contradict', labels: ['run.ai/cluster-wide', 'run.ai/resource'] },
    ])
  })

  it.each([{ 'run.ai/department': '4' }, { 'run.ai/cluster-wide': 'true' }])(
    'is a scope without the label that says the type: %j',
    (labels) => {
      expect(readRegistration(labels, 'runai')).toMatchObject({
        by: 'person',
        isWhole: false,
        problems: [{ code: 'label-missing', label: 'run.ai/resource' }],
      })
    },
  )

  it.each([
    [{ 'run.ai/resource': 'vault' }, 'run.ai/resource'],
    [{ 'run.ai/resource': '' }, 'run.ai/resource'],
    [{ 'run.ai/resource': 'Password' }, 'run.ai/resource'],
    [{ 'run.ai/resource': 'password', 'run.ai/cluster-wide': 'false' }, 'run.ai/cluster-wide'],
    [{ 'run.ai/resource': 'password', 'run.ai/department': '' }, 'run.ai/department'],
    [{ 'run.ai/resource': 'password', 'run.ai/tenant-wide': 'true' }, 'run.ai/tenant-wide'],
  ])('is a value without a meaning: %j is registered by something unknown', (labels, label) => {
    expect(readRegistration(labels as Labels, 'runai')).toMatchObject({
      by: 'unknown',
      isWhole: false,
      problems: [{ code: 'label-not-understood', label }],
    })
  })

  it('are not labels of another version, or ones without effect', () => {
    expect(problems({ 'run.ai/resource': 'password', 'run.ai/credentials': 'false' })).toEqual([])
    expect(problems({ 'run.ai/cluster-wide-credentials': 'true', 'runai/cluster-wide': 'true' })).toEqual([])
  })
})

describe('a label of Run:ai that is in no documentation', () => {
  const labels = { 'run.ai/resource': 'password', 'run.ai/user': '7' }

  it('makes a secret one of something unknown', () => {
    expect(readRegistration(labels, 'runai-vision')).toMatchObject({
      by: 'unknown',
      unknownLabel: 'run.ai/user=7',
    })
  })

  it('is never a label of others', () => {
    const others = { 'run.ai/resource': 'password', 'xrun.ai/user': '7', 'app.kubernetes.io/name': 'x' }
    expect(readRegistration(others, 'runai-vision')?.by).toBe('person')
  })

  it('keeps a secret from being registered by hand', () => {
    const place = { namespace: 'runai-vision', runaiNamespace: 'runai' }
    expect(isRegistrable({ 'run.ai/user': '7' }, place)).toBe(false)
    expect(isRegistrable({ 'run.ai/name': 'runai-ca-cert' }, place)).toBe(false)
    expect(isRegistrable({ 'run.ai/department': '4' }, { ...place, namespace: 'runai' })).toBe(true)
    expect(isRegistrable({ app: 'x' }, place)).toBe(true)
    expect(isRegistrable(labelsToWrite('project', 'password'), place)).toBe(false)
  })
})

describe('what the console keeps', () => {
  it.each([
    [{ 'run.ai/tenant-wide': 'true' }, 'runai', 'account'],
    [{ 'run.ai/department': '42' }, 'runai', 'department'],
    [{}, 'runai', 'cluster'],
    [{}, 'runai-vision', 'project'],
  ])('with %j in %s is of the scope %s', (labels, namespace, scope) => {
    const all = { 'run.ai/asset': 'generic', ...labels }
    expect(readRegistration(all, namespace)).toMatchObject({ by: 'console', scope, isCopy: false })
  })

  it.each(['run.ai/tenant-wide', 'run.ai/department', 'run.ai/cluster-wide'])(
    'with %s outside Run:ai’s namespace is a copy',
    (label) => {
      const all = { 'run.ai/asset': 'generic', [label]: 'true' }
      expect(readRegistration(all, 'runai-vision')).toMatchObject({ by: 'console', isCopy: true })
    },
  )
})
