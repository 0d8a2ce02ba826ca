"""What Streamlit keeps of the files that were sent to it."""

from sys import getsizeof

from streamlit.runtime import exists, get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

# What is kept around a file, however small it is.
BYTES_AROUND = 1_000


def held_bytes(screen: str) -> int:
    """How much memory the files of one session of Streamlit's take, with the names that their sender gave them."""
    kept = get_instance().uploaded_file_mgr if exists() else None
    if not isinstance(kept, MemoryUploadedFileManager):
        return 0
    files = list(kept.file_storage.get(screen, {}).values())
    return sum(
        BYTES_AROUND + sum(map(getsizeof, (file.file_id, file.name, file.type, file.data))) for file in files
    )
