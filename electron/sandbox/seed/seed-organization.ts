import { departmentKeys } from '../../../shared/runai.ts'
import { customResources } from '../objects/custom-resources.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import type { CustomName } from '../objects/resource.ts'
import type { Company } from './company.ts'
import { makeObject } from './seed-objects.ts'
import type { Planting } from './seed-objects.ts'

const tool = 'runai-cluster-sync'

function resourceOf(name: CustomName) {
  const resource = customResources.find((each) => each.name === name)
  if (resource === undefined) throw new Error(`no custom resource ${name}`)
  return resource
}

/** The name of a department's object, which Kubernetes requires to be lowercase. */
const objectName = (department: string): string => department.toLowerCase().replaceAll(' ', '-')

/** Creates departments and projects as Run:ai does in a cluster. */
export function plantOrganization(
  { departments, projects }: Pick<Company, 'departments' | 'projects'>,
  planting: Planting,
): Partial<Record<CustomName, KubeObject[]>> {
  const oldest = Math.max(0, ...projects.map(({ made }) => made))
  return {
    'departments.scheduling.run.ai': departments.map(({ name, id }) =>
      makeObject(
        {
          resource: resourceOf('departments.scheduling.run.ai'),
          metadata: { name: objectName(name), labels: { [departmentKeys.id]: id } },
          content: { spec: { displayName: name } },
          made: oldest,
          tool,
        },
        planting,
      ),
    ),
    'projects.run.ai': projects.map(({ name, made }) => {
      const department = departments.find((each) => each.projects.includes(name))
      const spec = department === undefined ? {} : { department: objectName(department.name) }
      return makeObject(
        {
          resource: resourceOf('projects.run.ai'),
          metadata: { name },
          content: { spec, status: { namespace: `runai-${name}` } },
          made,
          tool,
        },
        planting,
      )
    }),
  }
}
