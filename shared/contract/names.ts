import * as z from 'zod/mini'
import { isNamespaceName, kubernetesNameProblem } from '../kubernetes-name.ts'
import { registryAddressProblem } from '../registry-address.ts'

export const Namespace = z.string().check(z.refine(isNamespaceName))
/** The name of a Secret in its namespace. */
export const KubernetesName = z.string().check(z.refine((name) => kubernetesNameProblem(name) === null))
/** Identifies an object, distinguishing it from a later one with the same name. */
export const Uid = z.string().check(z.minLength(1), z.maxLength(256))
/** The version of an object. Opaque, but numeric on every known API server. */
export const ResourceVersion = z.string().check(z.minLength(1), z.maxLength(64))
/** The address of a registry. */
export const RegistryUrl = z.string().check(z.refine((url) => registryAddressProblem(url) === null))
