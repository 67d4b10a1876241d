export { shareCluster as default } from './share-cluster.ts'
