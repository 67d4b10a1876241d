import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { credentialLink, readCredentialLink } from './credential-link.ts'

const harbor = { namespace: 'runai', name: 'harbor.pull-1' }

describe('an address of a credential', () => {
  it.each([
    ['credenza:runai/harbor.pull-1', { ...harbor, context: null }],
    // Browsers and desktops also write it in these ways.
    ['credenza://runai/harbor.pull-1', { ...harbor, context: null }],
    ['credenza:///runai/harbor.pull-1', { ...harbor, context: null }],
    ['CREDENZA:runai/harbor.pull-1?context=prod%20eu%2F1', { ...harbor, context: 'prod eu/1' }],
  ])('%s names a row', (text, wanted) => expect(readCredentialLink(text)).toEqual(wanted))

  it.each([
    'credenza:runai',
    'credenza:runai/a/b',
    'credenza:../../etc/passwd',
    'credenza:runai/Harbor',
    'credenza:runai/harbor?context=',
    'credenza:runai/harbor?context=a&context=b',
    'credenza:runai/harbor?kubeconfig=/tmp/x',
    'credenza:runai/harbor?context=a&action=delete',
    'credenza:delete/runai/harbor',
    'credenza://user:secret@runai/harbor',
    'credenza:runai/harbor#delete',
    `credenza:runai/harbor?context=${'x'.repeat(1025)}`,
    `credenza:runai/${'a'.repeat(5000)}`,
    'https://runai/harbor',
    'credenzax:runai/harbor',
    '--kubeconfig=credenza:runai/harbor',
    '',
  ])('%s names nothing', (text) => expect(readCredentialLink(text)).toBeNull())
})

test('an address that is made is read as what it was made of, with any name of the context', () => {
  fc.assert(
    fc.property(fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })), (context) => {
      const credential = { ...harbor, context: context?.toWellFormed() ?? null }
      expect(readCredentialLink(credentialLink(credential))).toEqual(credential)
    }),
    { seed: 20261129 },
  )
})

test('any text is read as a row that can be there, or as nothing, and never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (rest) => {
      const read = readCredentialLink(`credenza:${rest}`)
      if (read !== null) expect(Object.keys(read).toSorted()).toEqual(['context', 'name', 'namespace'])
    }),
    { seed: 20261129, numRuns: 500 },
  )
})
