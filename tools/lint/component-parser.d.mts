import type { Linter } from 'eslint'

export function createComponentParser(project: string): Linter.Parser
