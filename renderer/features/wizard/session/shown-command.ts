import { claimCommand, createCommands } from '../../../../shared/kubectl/kubectl.ts'
import { labelsToWrite } from '../../../../shared/registration.ts'
import { describingAnnotations } from '../../../../shared/runai.ts'
import type { ShellCommand } from '../../../../shared/shell-command.ts'
import { counted } from '../../../../shared/number-text.ts'
import type { WizardSession } from './wizard-session.ts'

/** The command that equals what the wizard will write, for the input so far. */
interface ShownCommand {
  command: ShellCommand
  hint: string
  facts: string[]
  /** The part of the command with a version on which a claim was refused. */
  refused: string
}

type Shown = Pick<WizardSession, 'type' | 'form'> & {
  entries: Pick<WizardSession['entries'], 'named'>
  existing: Pick<WizardSession['existing'], 'chosen' | 'version' | 'leftAnnotations'>
  sending: Pick<WizardSession['sending'], 'refusedClaim'>
}

const keysOf = (form: Shown['form'], { named }: Shown['entries']) =>
  form.format.value.form === 'entries' ? named.value : []

/** The write itself fills in two annotations: who and when. */
const filledIn = 2

/** The command for the current input. `null` before a scope was chosen. */
export function shownCommand({ type, form, entries, existing, sending }: Shown): ShownCommand | null {
  const place = form.place.value
  if (place === null) return null
  const shown = {
    type,
    place,
    name: form.name.value,
    description: form.description.value,
    registryUrl: form.registryUrl.value,
    expiresAt: form.expiry.expiresAt.value,
    ...(form.formatId.value === null ? {} : { format: form.formatId.value }),
  }
  const { scope } = place
  const labels = counted(Object.keys(labelsToWrite(scope.kind, type, scope.id)).length, 'label')
  const described = Object.keys(
    describingAnnotations({ ...shown, format: form.formatId.value }, form.source.value),
  ).length
  const annotations = counted(described + filledIn, 'annotation')
  if (form.source.value === 'new') {
    return {
      command: createCommands({
        ...shown,
        kubernetesName: form.kubernetesName.value,
        keys: keysOf(form, entries),
      }),
      hint: 'The request, as commands.',
      facts: [`Creates one secret with ${labels} and ${annotations}`, 'Nothing existing is replaced'],
      refused: '',
    }
  }
  const row = existing.chosen.value
  const refusedClaim = row === null ? sending.refusedClaim.value : null
  const secret = refusedClaim
    ? { name: refusedClaim.name, resourceVersion: refusedClaim.version }
    : { name: row?.kubernetesName ?? '', resourceVersion: existing.version.value }
  return {
    command: claimCommand({
      ...shown,
      place: row === null ? place : { scope, namespace: row.namespace },
      secret,
      leftAnnotations: row === null ? [] : existing.leftAnnotations.value,
    }),
    hint: 'The change, as one command.',
    facts: [`Sets ${labels} and ${annotations}`, 'No key of the secret changes'],
    refused: refusedClaim === null ? '' : refusedClaim.version,
  }
}
