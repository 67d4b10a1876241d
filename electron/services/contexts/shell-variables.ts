/** Where kubectl looks, and which proxies and certificates it and its plugins use. */
const ofConnections = [
  ...['KUBECONFIG', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
]

/** Which account sign-in plugins use, and where they keep their state. */
const ofPlugins = [
  ...['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_CONFIG_FILE'],
  ...[
    'AWS_SHARED_CREDENTIALS_FILE',
    'AWS_CA_BUNDLE',
    'AWS_SDK_LOAD_CONFIG',
    'AWS_ROLE_ARN',
    'AWS_ROLE_SESSION_NAME',
  ],
  ...['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['AWS_STS_REGIONAL_ENDPOINTS', 'AWS_ENDPOINT_URL', 'AWS_USE_FIPS_ENDPOINT', 'AWS_VAULT'],
  ...[
    'GOOGLE_APPLICATION_CREDENTIALS',
    'CLOUDSDK_CONFIG',
    'CLOUDSDK_ACTIVE_CONFIG_NAME',
    'CLOUDSDK_CORE_ACCOUNT',
  ],
  ...['CLOUDSDK_CORE_PROJECT', 'CLOUDSDK_PYTHON', 'USE_GKE_GCLOUD_AUTH_PLUGIN'],
  ...[
    'AZURE_CONFIG_DIR',
    'AZURE_TENANT_ID',
    'AZURE_CLIENT_ID',
    'AZURE_CLIENT_SECRET',
    'AZURE_AUTHORITY_HOST',
  ],
  ...['AZURE_FEDERATED_TOKEN_FILE', 'AZURE_CLIENT_CERTIFICATE_PATH', 'AAD_LOGIN_METHOD'],
  ...['AAD_SERVICE_PRINCIPAL_CLIENT_ID', 'AAD_SERVICE_PRINCIPAL_CLIENT_SECRET', 'AAD_USER_PRINCIPAL_NAME'],
  ...['OCI_CLI_PROFILE', 'OCI_CLI_CONFIG_FILE', 'OCI_CLI_AUTH', 'DIGITALOCEAN_ACCESS_TOKEN', 'OS_CLOUD'],
  ...[
    'OS_CLIENT_CONFIG_FILE',
    'TELEPORT_HOME',
    'TELEPORT_PROXY',
    'TSH_HOME',
    'VAULT_ADDR',
    'VAULT_NAMESPACE',
  ],
  ...['VAULT_TOKEN', 'KREW_ROOT', 'KUBECACHEDIR', 'RANCHER_CONFIG_DIR'],
]

const names: ReadonlySet<string> = new Set([...ofConnections, ...ofPlugins])

/**
 * Whether a variable is taken from the login shell besides PATH. The list contains none that change what a program
 * loads.
 */
export const isTakenFromShell = (name: string): boolean => names.has(name)
