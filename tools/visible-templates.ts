import { join } from 'node:path'
import {
  createCompoundExpression,
  NodeTypes,
  transformBind,
  type DirectiveTransform,
  type ExpressionNode,
  type JSChildNode,
  type NodeTransform,
  type TransformContext,
} from '@vue/compiler-dom'
import type { Options } from '@vitejs/plugin-vue'

const helper = '_visibleValue'
/** Attributes that are displayed or read aloud. */
const shownAttribute = /^(?:title|placeholder|alt|label|aria-(?:label|description|placeholder|valuetext))$/

const isExpression = (node: JSChildNode): node is ExpressionNode =>
  node.type === NodeTypes.SIMPLE_EXPRESSION || node.type === NodeTypes.COMPOUND_EXPRESSION

/**
 * Options for the compiler of `.vue` files: what a template displays in interpolations and in attributes such as
 * `title` is passed through `shared/visible-text.ts`, so that no template can forget it.
 * @param root the project's folder, since a bundled configuration doesn't know where this file was
 */
export function visibleTemplates(root: string): Options {
  // The compiler writes it between single quotes as it is.
  const file = join(root, 'shared/visible-text.ts')
    .replaceAll('\\', '/')
    .replaceAll("'", String.raw`\'`)

  /** An expression wrapped in a call of `visibleValue`, which is imported if used. */
  const visible = (expression: ExpressionNode, context: TransformContext): ExpressionNode => {
    if (!context.imports.some(({ path }) => path === file))
      context.imports.push({ exp: `{ visibleValue as ${helper} }`, path: file })
    return createCompoundExpression([`${helper}(`, expression, ')'])
  }
  const showTexts: NodeTransform = (node, context) => {
    if (node.type === NodeTypes.INTERPOLATION) node.content = visible(node.content, context)
  }
  const showAttributes: DirectiveTransform = (directive, node, context, augmentor) => {
    const result = transformBind(directive, node, context, augmentor)
    for (const property of result.props) {
      const { key, value } = property
      if (key.type !== NodeTypes.SIMPLE_EXPRESSION || !shownAttribute.test(key.content)) continue
      if (isExpression(value)) property.value = visible(value, context)
    }
    return result
  }
  return {
    template: {
      compilerOptions: { nodeTransforms: [showTexts], directiveTransforms: { bind: showAttributes } },
    },
  }
}
