export function pictureProblem(path: string): string | undefined
export function savePicture(path: string, picture: Buffer): void
