import { ApiError } from '../objects/status-object.ts'
import { jsonAnswer, textAnswer } from './request.ts'
import type { ApiAnswer } from './request.ts'

/** The response of a server that is overloaded, shutting down, or has lost its store. */
export function failureAnswer(status: 500 | 503 | 429): ApiAnswer {
  switch (status) {
    case 429: {
      const answer = textAnswer(429, 'Too many requests, please try again later.\n')
      return { ...answer, headers: { ...answer.headers, 'retry-after': '1' } }
    }
    case 500: {
      const words = 'etcdserver: request timed out'
      const details = { causes: [{ message: words }] }
      return statusAnswer(
        new ApiError(500, 'InternalError', `Internal error occurred: ${words}`, { details }),
      )
    }
    case 503:
      return statusAnswer(
        new ApiError(503, 'ServiceUnavailable', 'the server is currently unable to handle the request'),
      )
  }
}

const statusAnswer = ({ status }: ApiError) => jsonAnswer(status.code, status)
