// The DevTools protocol's types come with Playwright, which does not list them among its exports.
import type { Protocol } from '../../../node_modules/playwright-core/types/protocol.js'

/** Names of the DevTools protocol's commands, such as `Page.navigate`. */
export type CommandName = keyof Protocol.CommandParameters
export type CommandParameters<C extends CommandName> = Protocol.CommandParameters[C]
export type CommandResult<C extends CommandName> = Protocol.CommandReturnValues[C]

/** Names of the DevTools protocol's events, such as `Page.loadEventFired`. */
export type EventName = keyof Protocol.Events
export type EventParameters<E extends EventName> = Protocol.Events[E]
