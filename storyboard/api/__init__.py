"""The API: REST and its OpenAPI description; nothing but translation to the rooms below."""
