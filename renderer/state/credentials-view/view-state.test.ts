import { describe, expect, test } from 'vitest'
import { nextTick, ref, shallowRef } from 'vue'
import { Settings } from '../../../shared/contract/settings.ts'
import { mostContextViews, mostSavedViews, type SavedView } from '../../../shared/contract/views.ts'
import { keysFilter } from '../../../shared/rows/filters.ts'
import { goneText } from './gone-text.ts'
import { createViewState } from './view-state.ts'

const byType = [keysFilter('type' as const, ['password'])]
const byAge = { column: 'age', descending: true } as const

/** A window with settings, which survive a restart of the window. */
function started(kept: Settings = Settings.parse({}), open = 'prod') {
  const settings = shallowRef(kept)
  const context = ref(open)
  const waiting = new Set<() => void>()
  const settle = () => {
    for (const run of waiting) if (waiting.delete(run)) run()
  }
  let ids = 0
  const state = createViewState({
    settings: () => settings.value,
    change: (part) => void (settings.value = { ...settings.value, ...part }),
    context: () => context.value,
    newId: () => `id-${(ids += 1)}`,
    afterTyping: (save) => ({ ask: () => void waiting.add(save), flush: settle }),
  })
  return { ...state, settings, context, settle }
}
/** The settings after they were written to the file and read again. */
const restarted = (settings: Settings) => Settings.parse(JSON.parse(JSON.stringify(settings)))

describe('what the list shows', () => {
  test('is kept for each context, and there again after a restart', () => {
    const first = started()
    first.setShown({ filters: byType, sort: byAge })
    first.setShown({ search: 'har' })
    first.setShown({ search: 'harbor' })
    first.settle()
    first.context.value = 'staging'
    expect(first.shown.value).toMatchObject({ search: '', filters: [] })
    first.setShown({ filters: [keysFilter('status', ['issues'])] })

    const again = started(restarted(first.settings.value))
    expect(again.shown.value).toMatchObject({ search: 'harbor', filters: byType, sort: byAge })
    again.context.value = 'staging'
    expect(again.shown.value.filters).toEqual([keysFilter('status', ['issues'])])
    again.context.value = ''
    expect(again.shown.value.filters).toEqual([])
  })

  test('is kept for the context in which it was typed, however soon another one is opened', () => {
    const { setShown, shown, settings, context } = started()
    setShown({ search: 'har' })
    setShown({ search: 'harbor' })
    context.value = 'staging'
    setShown({ search: 'nexus' })
    context.value = 'prod'
    expect(shown.value.search).toBe('harbor')
    expect(settings.value.contextViews).toMatchObject([
      { context: 'staging', search: 'nexus' },
      { context: 'prod', search: 'harbor' },
    ])
  })

  test('as usual is not kept, and neither is that of more contexts than fit', () => {
    const { setShown, settings, context } = started()
    setShown({ filters: byType })
    setShown({ filters: [] })
    expect(settings.value.contextViews).toEqual([])
    for (let at = 0; at < mostContextViews + 5; at += 1) {
      context.value = `context-${at}`
      setShown({ filters: byType })
    }
    expect(settings.value.contextViews).toHaveLength(mostContextViews)
    expect(settings.value.contextViews[0]?.context).toBe(`context-${mostContextViews + 4}`)
  })

  test('that can’t be read costs nothing else that was kept', () => {
    const good = { context: 'prod', search: 'x', filters: [], sort: byAge, view: null }
    const contextViews = [{ ...good, search: 7 }, good, 'odd'] as unknown as Settings['contextViews']
    const kept = restarted({ ...Settings.parse({}), contextViews, lastContext: 'prod' })
    expect(kept.contextViews).toEqual([good])
    expect(kept.lastContext).toBe('prod')
  })
})

describe('a saved view', () => {
  test('keeps search, filters, sort and columns; what is changed since can be saved or taken back', () => {
    const { setShown, setColumns, saved, shown, settings } = started()
    setShown({ search: 'harbor', filters: byType, sort: byAge })
    expect(saved.saveView(' Old logins ')?.name).toBe('Old logins')
    expect(saved.isViewChanged.value).toBe(false)

    setColumns(['name', 'age'])
    expect(settings.value.columns).toBeNull()
    expect(saved.isViewChanged.value).toBe(true)
    saved.revertView()
    expect(shown.value.columns).toHaveLength(8)
    setColumns(['name', 'age'])
    saved.updateView()
    expect(saved.isViewChanged.value).toBe(false)
    expect(saved.views.value).toMatchObject([
      { name: 'Old logins', search: 'harbor', filters: byType, sort: byAge, columns: ['name', 'age'] },
    ])
  })

  test('is left for what the list showed before, and is there in every context', () => {
    const window = started()
    window.setShown({ filters: byType })
    window.saved.saveView('Passwords')
    window.setShown({ filters: [keysFilter('status', ['issues'])] })
    window.saved.leaveView()
    expect(window.shown.value.filters).toEqual(byType)
    window.context.value = 'staging'
    expect(window.saved.savedView.value).toBeNull()
    const [view] = window.saved.views.value
    window.saved.openView(view as SavedView)
    expect(window.shown.value.filters).toEqual(byType)
  })

  test('with what was changed since it was saved is shown again after a restart', () => {
    const first = started()
    first.saved.saveView('Passwords')
    first.setShown({ filters: byType })
    const again = started(restarted(first.settings.value))
    expect(again.saved.savedView.value?.name).toBe('Passwords')
    expect(again.saved.isViewChanged.value).toBe(true)
    expect(again.shown.value.filters).toEqual(byType)
  })

  test('is renamed, and deleted while it is shown', async () => {
    const { saved, shown } = started()
    const id = saved.saveView('One')?.id ?? ''
    saved.renameView(id, ' Two ')
    expect(saved.savedView.value?.name).toBe('Two')
    saved.removeView(id)
    await nextTick()
    expect(saved.savedView.value).toBeNull()
    expect(saved.views.value).toEqual([])
    expect(shown.value.filters).toEqual([])
  })

  test('of another version shows what there is, and says what is gone', () => {
    const { saved, shown } = started()
    saved.addView('Strange', {
      search: '',
      filters: [...byType, { ...keysFilter('colour', ['red']), over: null }],
      columns: ['flavour', 'type', 'type', 'age'],
      sort: { column: 'flavour', descending: true },
    })
    expect(shown.value).toEqual({
      ...{ search: '', filters: byType, columns: ['name', 'type', 'age'] },
      sort: { column: 'name', descending: false },
    })
    expect(goneText(saved.goneParts.value)).toBe(
      '1 column of this view isn’t available (“flavour”). ' +
        '1 filter of this view isn’t available (“colour”), so it shows more than it was saved for.',
    )
    expect(saved.isViewChanged.value).toBe(false)
  })

  test('more of them than fit are refused', () => {
    const { saved } = started()
    for (let at = 0; at < mostSavedViews; at += 1) expect(saved.saveView('Same')).not.toBeNull()
    expect(saved.isViewsFull.value).toBe(true)
    expect(saved.saveView('Same')).toBeNull()
    expect(new Set(saved.views.value.map(({ name }) => name)).size).toBe(mostSavedViews)
  })
})
