import { longestViewName, type SavedView } from '../../../shared/contract/views.ts'
import { fold } from '../../../shared/search-text.ts'
import { visibleText } from '../../../shared/visible-text.ts'

/** A name as it is stored: trimmed. */
export const tidyName = (name: string): string => name.trim().slice(0, longestViewName)

/** Names that look the same count as equal. */
const look = (name: string): string => fold(visibleText(name)).replace(/\s+/g, ' ')

/** Why a view can't have a name, in a sentence. Empty if it can. `own` is the id of the view that currently has it. */
export function nameProblem(views: readonly SavedView[], name: string, own = ''): string {
  const tidy = name.trim()
  if (tidy === '') return 'Enter a name.'
  if (tidy.length > longestViewName) return `Use at most ${longestViewName} characters (now ${tidy.length}).`
  const isTaken = views.some((view) => view.id !== own && look(view.name) === look(tidy))
  return isTaken ? 'Another view has this name.' : ''
}

/** The name, with a number if another view has it already. */
export function freeName(views: readonly SavedView[], name: string): string {
  const begin = tidyName(name)
  if (nameProblem(views, begin) === '') return begin
  for (let number = 2; ; number += 1) {
    const end = ` ${number}`
    const next = `${begin.slice(0, longestViewName - end.length)}${end}`
    if (nameProblem(views, next) === '') return next
  }
}
