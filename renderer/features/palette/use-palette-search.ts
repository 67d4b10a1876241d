import { computed, ref, shallowRef, watch } from 'vue'
import { useRouter } from 'vue-router'
import type { Credential } from '../../../shared/credential.ts'
import { grouped } from '../../../shared/number-text.ts'
import { useCredentialsView } from '../../state/credentials-view/credentials-view.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { useSettingsStore } from '../../state/settings/settings.store.ts'
import { useDetails } from '../details/details.store.ts'
import { credentialId, credentialItem, credentialsWith, credentialText } from './credential-items.ts'
import { createMatcher } from './fuzzy-match.ts'
import { mostPerGroup, paletteSections, withCredentials } from './palette-groups.ts'
import { usePaletteItems } from './palette-items.ts'
import { readPaletteQuery } from './palette-query.ts'
import { recencyBonus, withUsed } from './recent-items.ts'
import { createSliceSearch, type SliceFound } from './slice-search.ts'

const nothing: SliceFound<Credential> = { best: [], score: 0, count: 0, total: 0 }

/** The content of the palette for a query. */
export function usePaletteSearch() {
  const list = useOpenContext()
  const settings = useSettingsStore()
  const details = useDetails()
  const view = useCredentialsView()
  const router = useRouter()
  const items = usePaletteItems()

  const typed = ref('')
  const query = computed(() => readPaletteQuery(typed.value))
  const matcher = computed(() => createMatcher(query.value.text))
  /** As of when the palette opened. What runs then counts the next time. */
  const recent = settings.current.recentActions
  const found = shallowRef(nothing)
  const isSearching = ref(false)
  let searched: Promise<void> = Promise.resolve()

  function open(row: Credential): void {
    details.open(row)
    view.pin(row)
    void router.push('/credentials')
  }
  const itemOf = (row: Credential) =>
    credentialItem(row, {
      open,
      isFound: (text) => !matcher.value.isEmpty && matcher.value.score(text) !== null,
    })

  const search = createSliceSearch<Credential>({
    rows: list.credentialRows,
    textOf: credentialText,
    bonusOf: (row) => (recent.length === 0 ? 0 : recencyBonus(recent, credentialId(row))),
    most: mostPerGroup,
    clock: () => performance.now(),
    rest: () => new Promise((resolve) => setTimeout(resolve)),
  })
  async function look(): Promise<void> {
    const { only, text } = query.value
    if (only !== null || text.trim() === '') {
      search.reset()
      found.value = nothing
      isSearching.value = false
      return
    }
    isSearching.value = true
    const result = await search.search(text)
    if (result === null) return
    found.value = result
    isSearching.value = false
  }
  watch(query, () => void (searched = look()))
  // Another cluster has other credentials.
  watch(
    () => list.context,
    () => {
      search.reset()
      searched = look()
    },
  )

  /** Recent entries, including credentials, which are looked up once. */
  const recentCredentials = credentialsWith(recent, list.credentialRows()).map(itemOf)
  const sections = computed(() =>
    withCredentials(
      paletteSections([...items(), ...recentCredentials], query.value, recent),
      found.value.best.map(itemOf),
      found.value.score,
    ),
  )
  const countText = computed(() => {
    const { best, count, total } = found.value
    return best.length < count
      ? `Best ${best.length} of ${grouped(count)}`
      : `${grouped(count)} of ${grouped(total)}`
  })

  return {
    typed,
    sections,
    countText,
    isSearching,
    /** The matched indices of a text. */
    placesIn: (text: string) => (matcher.value.isEmpty ? [] : matcher.value.places(text)),
    /** Resolves once the query has been searched. */
    settled: async (): Promise<void> => {
      for (let before = null as Promise<void> | null; before !== searched;) {
        before = searched
        await before
      }
    },
    remember: (id: string) => settings.change({ recentActions: withUsed(recent, id) }),
  }
}
