import type { InputOf } from '../../../../shared/contract/define.ts'
import type { ScopedNamespace, wizard } from '../../../../shared/contract/wizard.ts'
import type { CredentialType } from '../../../../shared/runai.ts'
import type { SecretValues } from './secret-values.ts'
import type { WizardForm } from './wizard-form.ts'

export type CreateInput = InputOf<typeof wizard.create>
export type ClaimInput = InputOf<typeof wizard.claim>

interface Written {
  context: string
  type: CredentialType
  place: ScopedNamespace
  form: WizardForm
  dryRun: boolean
}

const named = ({ context, place, form, dryRun }: Written) => ({
  context,
  place,
  name: form.name.value,
  description: form.description.value,
  dryRun,
})

/** What is sent for a new secret. */
export function createInput(written: Written, values: SecretValues): CreateInput {
  const { type, form } = written
  const common = { ...named(written), kubernetesName: form.kubernetesName.value }
  const login = () => ({ username: values.valueOf('username'), password: values.valueOf('password') })
  switch (type) {
    case 'docker-registry':
      return { ...common, type, registryUrl: form.registryUrl.value, values: login() }
    case 'access-key':
      return {
        ...common,
        type,
        values: { accessKeyId: values.valueOf('accessKeyId'), secretKey: values.valueOf('secretKey') },
      }
    case 'password':
      return { ...common, type, values: login() }
  }
}

/** What is sent for an existing secret, decided on one version of it. */
export function claimInput(written: Written, secret: ClaimInput['secret']): ClaimInput {
  const { type, form } = written
  const common = { ...named(written), secret }
  return type === 'docker-registry'
    ? { ...common, type, registryUrl: form.registryUrl.value }
    : { ...common, type }
}
