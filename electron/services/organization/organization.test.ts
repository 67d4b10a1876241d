import { describe, expect, it } from 'vitest'
import { createOrganization, type Told } from './organization.ts'

const organizationOf = (told: Partial<Told>) =>
  createOrganization({ departments: [], projects: [], namespaces: [], ...told })
const namespace = (name: string, project = '', department = '') => ({ name, project, department })
const project = (name: string, namespace = '', department = '') => ({ name, namespace, department })

describe('the name of a department', () => {
  it('is found by its id, and by itself; without a name, the id is used', () => {
    const { department, departments } = organizationOf({
      departments: [{ ids: ['4500043', 'research'], name: 'research' }],
    })
    expect(['4500043', 'research', '4500044', ''].map(department)).toEqual([
      { id: '4500043', name: 'research' },
      { id: '4500043', name: 'research' },
      { id: '4500044', name: '4500044' },
      { id: '', name: '' },
    ])
    expect(departments).toEqual([{ id: '4500043', name: 'research' }])
  })

  it('is the id where two departments have that id, which then is one department', () => {
    const { department, departments } = organizationOf({
      departments: [
        { ids: ['7', 'vision'], name: 'vision' },
        { ids: ['7', 'speech'], name: 'speech' },
      ],
    })
    expect(department('7')).toEqual({ id: '7', name: '7' })
    // The id would also match the other one.
    expect(department('vision')).toEqual({ id: 'vision', name: 'vision' })
    expect(departments).toEqual([{ id: '7', name: '7' }])
  })

  it('is that of one department if several objects name it, some of them without its id', () => {
    const { departments, department } = organizationOf({
      departments: [
        { ids: ['research'], name: 'research' },
        { ids: ['7', 'research'], name: 'research' },
        { ids: ['7'], name: 'research' },
      ],
    })
    expect(departments).toEqual([{ id: '7', name: 'research' }])
    expect(department('7')).toEqual({ id: '7', name: 'research' })
  })

  it('is found among a thousand of them', () => {
    const departments = Array.from({ length: 1000 }, (_, at) => ({
      ids: [`${at}`, `d-${at}`],
      name: `d-${at}`,
    }))
    const organization = organizationOf({ departments })
    expect(organization.department('d-999')).toEqual({ id: '999', name: 'd-999' })
    expect(organization.departments).toHaveLength(1000)
  })
})

describe('the project of a namespace', () => {
  it('is that of its label, else of the one project that names it', () => {
    const { projectOf, projects } = organizationOf({
      projects: [project('vision', 'runai-vision'), project('other', 'labelled'), project('without')],
      namespaces: [namespace('labelled', 'by-label'), namespace('plain')],
    })
    expect(projectOf('runai-vision')).toBe('vision')
    expect(projectOf('labelled')).toBe('by-label')
    expect(projectOf('plain')).toBeUndefined()
    expect(projects).toEqual([
      { name: 'by-label', namespace: 'labelled' },
      { name: 'vision', namespace: 'runai-vision' },
    ])
  })

  it('is unknown if two projects name it and no label decides', () => {
    const { projectOf } = organizationOf({ projects: [project('a', 'shared'), project('b', 'shared')] })
    expect(projectOf('shared')).toBeUndefined()
  })

  it('may be named by both kinds of resources', () => {
    const { projectOf } = organizationOf({ projects: [project('a', 'n'), project('a', 'n')] })
    expect(projectOf('n')).toBe('a')
  })
})

describe('what a scope reaches', () => {
  const { reaches, projects } = organizationOf({
    departments: [
      { ids: ['7', 'research'], name: 'research' },
      { ids: ['8', 'product'], name: 'product' },
    ],
    projects: [
      project('vision', 'runai-vision', 'research'),
      project('speech', '', '8'),
      project('alone', 'alone'),
    ],
    namespaces: [
      namespace('runai-speech', 'speech'),
      namespace('told', 'told', '7'),
      namespace('default'),
      namespace('stray', 'gone-project', 'gone'),
    ],
  })
  const department = (id: string) => ({ kind: 'department' as const, id })

  it('of a department is known by its projects, whether they name it or have its id', () => {
    expect(reaches(department('7'), 'runai-vision')).toBe(true)
    expect(reaches(department('research'), 'runai-vision')).toBe(true)
    expect(reaches(department('8'), 'runai-vision')).toBe(false)
    expect(reaches(department('8'), 'runai-speech')).toBe(true)
    expect(reaches(department('7'), 'told')).toBe(true)
    expect(reaches(department('7'), 'stray')).toBe(false)
  })

  it('is unknown for a department if nothing says whose project it is', () => {
    expect(reaches(department('7'), 'alone')).toBeNull()
    expect(reaches(department('7'), 'default')).toBeNull()
  })

  it('is every project for the cluster and the account, and one for a project', () => {
    expect(reaches({ kind: 'cluster', id: '' }, 'alone')).toBe(true)
    expect(reaches({ kind: 'account', id: '' }, 'runai-speech')).toBe(true)
    expect(reaches({ kind: 'cluster', id: '' }, 'default')).toBeNull()
    expect(reaches({ kind: 'project', id: 'alone' }, 'alone')).toBe(true)
    expect(reaches({ kind: 'project', id: 'vision' }, 'alone')).toBe(false)
  })

  it('stands with each project as the id of its department', () => {
    expect(projects.find(({ name }) => name === 'vision')?.department).toBe('7')
    expect(projects.find(({ name }) => name === 'alone')).not.toHaveProperty('department')
  })
})
