import type { Component } from 'vue'

const modules = import.meta.glob<{ default: Component }>('./exhibits/*Exhibit.vue', { eager: true })

/** All exhibits by the name of their component. A file `exhibits/<Name>Exhibit.vue` is enough. */
export const exhibits: readonly { piece: string; exhibit: Component }[] = Object.entries(modules)
  .map(([path, module]) => ({ piece: /(\w+)Exhibit\.vue$/.exec(path)?.[1] ?? path, exhibit: module.default }))
  .sort((a, b) => a.piece.localeCompare(b.piece))
