// Run by a second start: sends its input to the first one's socket. Exit code 0: there is a first one, even if it is
// too busy to answer. 1: nothing listens.
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'

const patience = 5_000

const connection = connect(process.argv[2] ?? '')
const nobody = () => process.exit(1)
connection.setEncoding('utf8')
connection.on('error', nobody)
connection.on('close', nobody)
connection.on('connect', () => {
  setTimeout(() => process.exit(0), patience)
  connection.write(`${readFileSync(0, 'utf8')}\n`)
})
connection.on('data', (answer) => process.exit(String(answer).startsWith('ok') ? 0 : 1))
